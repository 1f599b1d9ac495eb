#include "daemon/app/command/parse.hpp"

#include "daemon/app/standard_io.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/resolve_urls.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/write/model_json.hpp"

#include <array>
#include <utility>

namespace arna {
namespace {

/// Calls `change` for every text of the feed that holds markup.
template <class Change>
void for_each_markup(RawFeed& feed, Change change) {
    const auto visit = [&](Text& text) {
        if (text.type == Text::Type::html || text.type == Text::Type::xhtml) change(text);
    };
    for (Text* text : std::array{&feed.title, &feed.subtitle, &feed.rights, &feed.info}) visit(*text);
    for (RawItem& item : feed.items) {
        for (Text* text : std::array{&item.title, &item.summary, &item.rights}) visit(*text);
        for (Text& content : item.content) visit(content);
        for (Media& media : item.media) {
            visit(media.title);
            visit(media.description);
        }
        if (item.source) {
            for (Text* text : std::array{&item.source->title, &item.source->subtitle, &item.source->rights})
                visit(*text);
        }
    }
}

} // namespace

ExitStatus run(const ParseCommand& command) {
    auto bytes = read_input(command.file);
    if (!bytes) {
        report(command.file, bytes.error().message);
        return ExitStatus::cannot;
    }
    auto feed = read_raw({.bytes = std::move(*bytes),
                          .url = command.base,
                          .content_type = command.content_type,
                          .content_language = command.content_language},
                         {});
    if (!feed) {
        report(command.file, feed.error().message);
        return ExitStatus::wrong;
    }
    for_each_markup(*feed, [&](Text& text) {
        text.value = command.is_raw ? resolve_urls(text.value, text.base)
                                    : sanitize(text.value, {.base = text.base, .as_written = true}).str();
    });
    return write_output(model_json(*feed) + '\n');
}

} // namespace arna

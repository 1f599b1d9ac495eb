#include "daemon/app/command/library/parse.hpp"

#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/fetch/decoding.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/resolve_urls.hpp"
#include "feeds/parse/limits.hpp"
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

ExitStatus run_parse(const Invocation& invocation) {
    const Arguments& arguments = invocation.arguments;
    const std::string& file = arguments.text("FILE");
    const bool is_raw = arguments.has("--raw");
    auto bytes = read_input(file);
    if (!bytes) {
        report(file, bytes.error().message);
        return ExitStatus::cannot;
    }
    bytes = unpack_gzip_file(std::move(*bytes), limits::document_bytes);
    if (!bytes) {
        report(file, bytes.error().message);
        return ExitStatus::wrong;
    }
    auto feed = read_raw({.bytes = std::move(*bytes),
                          .url = arguments.text("--base"),
                          .content_type = arguments.text("--content-type"),
                          .content_language = arguments.text("--content-language")},
                         {});
    if (!feed) {
        report(file, feed.error().message);
        return ExitStatus::wrong;
    }
    for_each_markup(*feed, [&](Text& text) {
        text.value = is_raw ? resolve_urls(text.value, text.base)
                            : sanitize(text.value, {.base = text.base, .as_written = true}).str();
    });
    return write_output(model_json(*feed) + '\n');
}

} // namespace

Command parse_command() {
    return {.name = "parse",
            .summary = "Prints a feed from a file, as its source said it, as JSON",
            .arguments = {{.name = "FILE",
                           .help = "A feed of any format, or a sitemap, also gzipped; - is standard input",
                           .is_required = true}},
            .options = {{"--base", "URL", "Where the document came from: resolves relative URLs"},
                        {"--content-language", "LANG", "The language that came with it"},
                        {"--content-type", "TYPE", "The media type that came with it"},
                        {"--raw", "", "Markup as the source had it, not sanitised"}},
            .examples = {{"arna parse --json --base https://qala.example/rss feed.xml", "a file"},
                         {"curl -s https://qala.example/rss | arna parse --json -", "standard input"}},
            .statuses = {{ExitStatus::done, "printed"},
                         {ExitStatus::wrong, "wrong usage, or no feed"},
                         {ExitStatus::cannot, "the file cannot be read"}},
            .run = run_parse};
}

} // namespace arna

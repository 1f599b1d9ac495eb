#include "daemon/app/command/store/list.hpp"

#include "daemon/app/command/store/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"

#include <cstddef>

namespace arna {
namespace {

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto index = find_tag(context.loaded.config, context.arguments.text("TAG"));
    if (!index) return std::unexpected(index.error());
    return [&tag = context.loaded.config.tags[*index]](StoreReader& reader, const TakeRow& take) -> CommandEnd {
        for (const auto& record : reader.tags()) {
            if (record.name != tag.name) continue;
            for (const auto& article : reader.live(record.id, static_cast<std::size_t>(tag.limit)).entries)
                if (!take(row_of(article))) break;
        }
        return ExitStatus::done;
    };
}

constexpr StoreQuestion question{.prepare = prepare, .text = article_text};

} // namespace

Command list_command() {
    return {.name = "list",
            .summary = "Lists the articles of a tag",
            .arguments = {{.name = "TAG", .help = "Its name or slug", .is_required = true}},
            .options = {},
            .examples = {{"arna list referendum-2026", "by its slug"},
                         {"arna list --json 'Референдум-2026'", "a line of JSON per article"}},
            .statuses = {{ExitStatus::done, "listed, also where there is none"},
                         {ExitStatus::wrong, "wrong usage or configuration, or no such tag"},
                         {ExitStatus::cannot, "the store cannot be read, or a running daemon holds it"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna

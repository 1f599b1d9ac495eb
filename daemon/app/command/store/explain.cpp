#include "daemon/app/command/store/explain.hpp"

#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/history.hpp"

#include <numeric>
#include <utility>
#include <vector>

namespace arna {
namespace {

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    std::vector<std::size_t> tags(context.loaded.config.tags.size());
    std::iota(tags.begin(), tags.end(), std::size_t{0});
    if (context.arguments.has("TAG")) tags.clear();
    for (const auto& name : context.arguments.all("TAG")) {
        const auto index = find_tag(context.loaded.config, name);
        if (!index) return std::unexpected(index.error());
        tags.push_back(*index);
    }
    return [&loaded = context.loaded, url = context.arguments.text("ARTICLE-URL"), tags = std::move(tags),
            now = context.now](StoreReader& reader, const TakeRow& take) -> CommandEnd {
        const auto articles = explain_articles(reader, loaded, url, tags, now);
        if (articles.empty())
            return std::unexpected(CommandError{
                .status = ExitStatus::no,
                .where = url,
                .what = "no article of this address is stored; it may be spelt otherwise: try 'arna search'"});
        for (const auto& article : articles)
            if (!take(row_of(article))) break;
        return ExitStatus::done;
    };
}

constexpr StoreQuestion question{.prepare = prepare, .text = explanation_text};

} // namespace

Command explain_command() {
    return {.name = "explain",
            .summary = "Says why an article is in a tag, or why not",
            .arguments = {{.name = "ARTICLE-URL", .help = "Its link or published id", .is_required = true},
                          {.name = "TAG", .help = "Names or slugs; without any, every tag", .is_repeated = true}},
            .options = {},
            .examples = {{"arna explain https://qala.example/news/tramvai", "how every tag sees it"},
                         {"arna explain https://qala.example/news/tramvai referendum-2026", "how one does"}},
            .statuses = {{ExitStatus::done, "explained"},
                         {ExitStatus::no, "no such article is stored"},
                         {ExitStatus::wrong, "wrong usage or configuration, or no such tag"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna

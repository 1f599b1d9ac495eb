#include "daemon/app/command/store/search.hpp"

#include "daemon/app/command/store/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/store/trial_rule.hpp"
#include "daemon/app/history.hpp"

#include <memory>
#include <utility>

namespace arna {
namespace {

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    auto compiled = compile_rule("rule", context.arguments.text("RULE"), term_lists(context.loaded.config));
    if (!compiled) return std::unexpected(std::move(compiled.error()));
    return [&config = context.loaded.config, now = context.now,
            rule = std::make_shared<const RuleSet>(std::move(*compiled))](StoreReader& reader,
                                                                          const TakeRow& take) -> CommandEnd {
        auto status = ExitStatus::no;
        search_history(reader, config, *rule, now, [&](const Article& article, const RuleMatch& match) {
            status = ExitStatus::done;
            auto row = row_of(article);
            row["because"] = row_of(match.because);
            return take(std::move(row));
        });
        return status;
    };
}

constexpr StoreQuestion question{.prepare = prepare, .text = found_article_text};

} // namespace

Command search_command() {
    return {.name = "search",
            .summary = "Lists the stored articles that a rule matches",
            .arguments = {{.name = "RULE",
                           .help = "As in a tag's match; may begin with -",
                           .is_required = true,
                           .may_begin_with_dash = true}},
            .options = {},
            .examples = {{"arna search 'трамвай -снег'", "the first word without the second"},
                         {"arna search --json 'lang:kk age<7d'", "a line of JSON per article"}},
            .statuses = {{ExitStatus::done, "something was found"},
                         {ExitStatus::no, "nothing was found"},
                         {ExitStatus::wrong, "wrong usage, rule or configuration"},
                         {ExitStatus::cannot, "the store cannot be read, or a running daemon holds it"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna

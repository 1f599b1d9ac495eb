#include "daemon/app/command/store/search.hpp"

#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/store/trial_rule.hpp"
#include "daemon/app/command/table/counts.hpp"
#include "daemon/app/history.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/search/needed_tokens.hpp"
#include "feeds/text/date/date.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_found = 1'000'000;

/// The moment of --since: a date, or a date and a time.
std::expected<std::optional<Time>, CommandError> since_of(const Arguments& arguments) {
    if (!arguments.has("--since")) return std::nullopt;
    const auto& text = arguments.text("--since");
    if (const auto time = parse_date(text)) return *time;
    return std::unexpected(CommandError{
        .status = ExitStatus::wrong, .where = "--since", .what = "'" + text + "' is no date; write it as 2026-03-15"});
}

/// What the index for search is asked for.
TokenQuery needed_by(const Arguments& arguments, const TermLists& lists) {
    if (arguments.has("--scan")) return {};
    const auto query = parse_query(arguments.text("RULE"), lists);
    return query ? needed_tokens(query->root) : TokenQuery{};
}

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    auto compiled = compile_rule("rule", context.arguments.text("RULE"), context.loaded.config);
    if (!compiled) return std::unexpected(std::move(compiled.error()));
    const auto limit = count_of(context.arguments, "--limit", most_found);
    if (!limit) return std::unexpected(limit.error());
    auto since = since_of(context.arguments);
    if (!since) return std::unexpected(std::move(since.error()));
    return [&config = context.loaded.config, now = context.now, limit = limit->value_or(most_found), since = *since,
            needed = needed_by(context.arguments, term_lists(context.loaded.config)),
            rule = std::make_shared<const RuleSet>(std::move(*compiled))](StoreReader& reader,
                                                                          const TakeRow& take) -> CommandEnd {
        std::size_t found = 0;
        search_history(reader, config, *rule, needed, since, now, [&](const Article& article, const RuleMatch& match) {
            auto row = row_of(article);
            row["because"] = row_of(match.because);
            return take(std::move(row)) && ++found < limit;
        });
        return found == 0 ? ExitStatus::no : ExitStatus::done;
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
            .options = {{"--limit", "N", "So many at most, the newest"},
                        {"--scan", "", "Reads every article, without the index"},
                        {"--since", "DATE", "Only what was published then or later"}},
            .examples = {{"arna search 'трамвай -снег'", "the first word without the second"},
                         {"arna search --json 'lang:kk age<7d'", "a line of JSON per article"}},
            .statuses = {{ExitStatus::done, "something was found"},
                         {ExitStatus::no, "nothing was found"},
                         {ExitStatus::wrong, "wrong usage, rule or configuration"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna

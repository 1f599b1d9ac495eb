#include "daemon/app/command/library/match.hpp"

#include "daemon/app/command/library/item_json.hpp"
#include "daemon/app/command/library/json_lines.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/unicode.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cstddef>
#include <expected>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;

struct LineError {
    std::string message;
    std::size_t column = 1;
};

struct Question {
    std::string query;
    MatchItem item;
};

std::expected<Question, LineError> read_question(std::string_view line, Time now) {
    json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t read = parser.write_some(line.data(), line.size(), error);
    if (!error) parser.finish(error);
    if (error || read < line.size()) {
        return std::unexpected(LineError{"the line is not a JSON object", code_points(line.substr(0, read)) + 1});
    }
    const json::value value = parser.release();
    const json::object* fields = value.if_object();
    const json::value* query = fields != nullptr ? fields->if_contains("query") : nullptr;
    const json::value* item = fields != nullptr ? fields->if_contains("item") : nullptr;
    if (query == nullptr || !query->is_string() || item == nullptr || !item->is_object()) {
        return std::unexpected(LineError{"a line is {\"query\": a string, \"item\": an object}"});
    }
    auto read_fields = read_item_json(item->get_object(), now);
    if (!read_fields) return std::unexpected(LineError{fmt::format("item.{}", read_fields.error().message)});
    return Question{std::string(query->get_string()), std::move(*read_fields)};
}

std::string error_line(const std::string& message, std::size_t column) {
    return json::serialize(json::object{{"error", {{"message", message}, {"column", column}}}});
}

std::string match_line(const std::vector<RuleMatch>& matches) {
    json::array because;
    for (const RuleMatch& match : matches) {
        for (const Evidence& found : match.because) {
            because.push_back({{"field", found.field}, {"term", found.term}, {"found", found.found}});
        }
    }
    return json::serialize(json::object{{"match", !matches.empty()}, {"because", std::move(because)}});
}

} // namespace

struct LineMatcher::Rule {
    std::string query;
    std::expected<RuleSet, std::vector<RuleError>> compiled;
};

LineMatcher::LineMatcher(TermLists lists, std::vector<TagRule> tags)
    : lists_(std::move(lists)), tags_(std::move(tags)) {}
LineMatcher::~LineMatcher() = default;

std::string LineMatcher::answer(std::string_view line, Time now) {
    const auto question = read_question(line, now);
    if (!question) return error_line(question.error().message, question.error().column);
    if (collapse_space(question->query).empty()) return error_line("the rule is empty; say what to look for", 1);
    if (!rule_ || rule_->query != question->query) {
        const TagRule rule{.name = "query", .match = question->query};
        rule_ = std::make_unique<Rule>(question->query, RuleSet::compile({&rule, 1}, lists_, tags_));
    }
    if (rule_->compiled) return match_line(rule_->compiled->match(question->item));
    const RuleError& first = rule_->compiled.error().front();
    return error_line(first.message, first.column);
}

namespace {

ExitStatus run_match(const Invocation& invocation) {
    const auto loaded = load_if_named(invocation);
    if (!loaded) return ExitStatus::wrong;
    LineMatcher matcher(term_lists(loaded->config), tag_rules(loaded->config));
    const auto answered = answer_lines(STDIN_FILENO, STDOUT_FILENO,
                                       [&](std::string_view line) { return matcher.answer(line, wall_clock_now()); });
    if (answered) return ExitStatus::done;
    report("match", answered.error().message);
    return ExitStatus::cannot;
}

} // namespace

Command match_command() {
    return {.name = "match",
            .summary = "Tries rules on items from standard input",
            .arguments = {},
            .options = {{.name = "--json-lines",
                         .value = "",
                         .help = R"(A line {"query", "item"} in, a line {"match", "because"} out)",
                         .is_required = true}},
            .examples = {{R"(echo '{"query":"алма","item":{"title":"алманың дәмі"}}' | arna match --json-lines)",
                          "whether it matches, and where"},
                         {"arna match --json-lines < questions.jsonl > answers.jsonl", "many, in order"},
                         {"arna match --json-lines -c arna.toml < questions.jsonl",
                          "with the lists and the aliases of a configuration"}},
            .statuses = {{ExitStatus::done, "every line was answered, also with an error"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "cannot read or write"}},
            .run = run_match};
}

} // namespace arna

#include "daemon/app/command/library/page.hpp"

#include "config/page_rules_file.hpp"
#include "daemon/app/command/library/json_lines.hpp"
#include "daemon/app/command/library/page_rules_json.hpp"
#include "daemon/app/command/library/page_text.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/json_items.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <expected>
#include <optional>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;

/// What is asked of a page, on the command line or in a line of a batch.
struct PageQuestion {
    std::string file;
    PageDocument document; ///< without its bytes
    PageOptions options;
    PageRules rules;
    std::string now;
};

/// Why it cannot be answered: `key` is the member of a line, the option without its hyphens, or a rule.
struct QuestionError {
    std::string key;
    std::string message;
    ExitStatus status = ExitStatus::wrong;
    std::size_t column = 0;          ///< of a rule: in its string
    std::vector<RuleFault> faults{}; ///< all that is wrong with the rules
};

QuestionError error_of(std::vector<RuleFault> faults) {
    const RuleFault& first = faults.front();
    return {.key = first.key, .message = first.message, .column = first.column, .faults = faults};
}

/// The answer of an API: its rules for items are paths.
std::expected<PageReading, QuestionError> answer_json(PageQuestion question, Time now) {
    if (!question.rules.items) return read_json_items(std::move(question.document), nullptr, question.options, now);
    const auto rules = compile_json_rules(*question.rules.items);
    if (!rules) return std::unexpected(error_of(rules.error()));
    return read_json_items(std::move(question.document), &*rules, question.options, now);
}

std::expected<PageReading, QuestionError> answer(PageQuestion question, Time now) {
    if (!question.options.time_zone.empty() && !is_time_zone(question.options.time_zone))
        return std::unexpected(
            QuestionError{"time_zone", fmt::format("'{}' is no time zone", question.options.time_zone)});
    if (!question.now.empty()) {
        const auto said = parse_date(question.now);
        if (!said) return std::unexpected(QuestionError{"now", fmt::format("'{}' is no date", question.now)});
        now = *said;
    }
    auto bytes = read_input(question.file);
    if (!bytes) return std::unexpected(QuestionError{"file", bytes.error().message, ExitStatus::cannot});
    question.document.bytes = std::move(*bytes);
    if (is_json(question.document.bytes, question.document.content_type)) return answer_json(std::move(question), now);
    auto selectors = compile_page_rules(question.rules);
    if (!selectors) return std::unexpected(error_of(std::move(selectors.error())));
    if (selectors->items || selectors->article) question.options.rules = &*selectors;
    return read_page(std::move(question.document), question.options, now);
}

PageQuestion question_of(const Arguments& arguments) {
    return {.file = arguments.text("FILE"),
            .document = {.url = arguments.text("--base"),
                         .content_type = arguments.text("--content-type"),
                         .content_language = arguments.text("--content-language")},
            .options = {.time_zone = arguments.text("--time-zone")},
            .now = arguments.text("--now")};
}

std::expected<PageQuestion, QuestionError> question_of(std::string_view line) {
    boost::system::error_code error;
    const json::value value = json::parse(line, error);
    const json::object* members = error ? nullptr : value.if_object();
    if (members == nullptr) return std::unexpected(QuestionError{"", "a line is a JSON object with the key \"file\""});
    PageQuestion question;
    const auto keys = std::to_array<std::pair<std::string_view, std::string*>>(
        {{"file", &question.file},
         {"base", &question.document.url},
         {"content_type", &question.document.content_type},
         {"content_language", &question.document.content_language},
         {"time_zone", &question.options.time_zone},
         {"now", &question.now}});
    for (const auto& [key, place] : keys) {
        const json::value* member = members->if_contains(key);
        if (member == nullptr || member->is_null()) continue;
        if (!member->is_string()) return std::unexpected(QuestionError{std::string(key), "it is a string"});
        *place = std::string(member->get_string());
    }
    if (const json::value* rules = members->if_contains("rules"); rules != nullptr && !rules->is_null()) {
        auto read = page_rules_of(*rules);
        if (!read) return std::unexpected(error_of({std::move(read.error())}));
        question.rules = std::move(*read);
    }
    if (question.file.empty()) return std::unexpected(QuestionError{"file", "it is missing"});
    if (question.file == "-") return std::unexpected(QuestionError{"file", "standard input has the lines"});
    return question;
}

ExitStatus read_one(const Invocation& invocation) {
    const Arguments& arguments = invocation.arguments;
    if (!arguments.has("FILE")) {
        report("page", "FILE is required; see 'arna page --help'");
        return ExitStatus::wrong;
    }
    PageQuestion question = question_of(arguments);
    std::optional<PageRulesFile> rules;
    if (arguments.has("--rules")) {
        auto loaded = PageRulesFile::load(arguments.text("--rules"));
        if (!loaded) {
            report(loaded.error());
            return ExitStatus::wrong;
        }
        rules = std::move(*loaded);
        question.rules = rules->rules();
    }
    const auto page = answer(std::move(question), wall_clock_now());
    if (!page && !page.error().faults.empty()) {
        report(rules->diagnose(page.error().faults));
        return ExitStatus::wrong;
    }
    if (!page) {
        const bool is_file = page.error().key == "file";
        report(is_file ? arguments.text("FILE") : "page", page.error().message);
        return page.error().status;
    }
    return write_output(invocation.json ? model_json(*page) + '\n' : page_text(*page));
}

ExitStatus run_page(const Invocation& invocation) {
    if (!invocation.arguments.has("--json-lines")) return read_one(invocation);
    if (invocation.arguments.has("FILE")) {
        report("page", "with --json-lines the files are named in the lines; leave FILE out");
        return ExitStatus::wrong;
    }
    const auto answered = answer_lines(STDIN_FILENO, STDOUT_FILENO,
                                       [](std::string_view line) { return page_line(line, wall_clock_now()); });
    if (answered) return ExitStatus::done;
    report("page", answered.error().message);
    return ExitStatus::cannot;
}

} // namespace

std::string page_line(std::string_view line, Time now) {
    auto question = question_of(line);
    const auto page = question ? answer(std::move(*question), now) : std::unexpected(std::move(question.error()));
    if (page) return model_json(*page);
    json::object error{{"message", page.error().message}};
    if (!page.error().key.empty()) error["key"] = page.error().key;
    if (page.error().column > 0) error["column"] = page.error().column;
    return json::serialize(json::object{{"error", std::move(error)}});
}

Command page_command() {
    return {
        .name = "page",
        .summary = "Prints what a web page from a file says: an article, or what a listing lists",
        .arguments = {{.name = "FILE", .help = "A page; - is standard input"}},
        .options =
            {{"--base", "URL", "Where the page came from: resolves relative addresses, tells its own site"},
             {"--content-language", "LANG", "The language that came with it"},
             {"--content-type", "TYPE", "The media type that came with it"},
             {"--json-lines", "",
              R"(A line {"file", "base", "content_type", "content_language", "time_zone", "now", "rules"} in, a page out)"},
             {"--now", "TIME", "When it was fetched: \"2 hours ago\" counts from it; else now"},
             {"--rules", "FILE", "What stands where: a TOML file with the tables [items] and [article]"},
             {"--time-zone", "ZONE", "Of clocks that name none, such as Asia/Almaty"}},
        .examples = {{"arna page --base https://qala.example/qogam/17.html page.html", "for people"},
                     {"curl -s https://qala.example/ | arna page --json --base https://qala.example/ -",
                      "for programs, from standard input"},
                     {"arna page --json-lines < pages.jsonl > answers.jsonl", "many, in order"}},
        .statuses = {{ExitStatus::done, "printed, whatever the page is"},
                     {ExitStatus::wrong, "wrong usage, or a rule that is none"},
                     {ExitStatus::cannot, "the file cannot be read"}},
        .run = run_page};
}

} // namespace arna

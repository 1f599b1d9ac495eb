#include "daemon/app/command/library/compare.hpp"

#include "daemon/app/command/library/item_json.hpp"
#include "daemon/app/command/library/json_lines.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/identity/similarity.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

namespace arna {
namespace {

namespace json = boost::json;

Result<StorySketch> sketch_of(const json::object* fields, std::string_view name, Time now) {
    const json::value* item = fields != nullptr ? fields->if_contains(name) : nullptr;
    if (item == nullptr || !item->is_object()) {
        return fail(Errc::bad_input, "a line is {\"a\": an object, \"b\": an object}");
    }
    const auto read = read_item_json(item->get_object(), now);
    if (!read) return fail(Errc::bad_input, fmt::format("{}.{}", name, read.error().message));
    return sketch_story({.title = read->title, .summary = read->summary, .content = read->content});
}

ExitStatus run_compare(const Invocation& /*invocation*/) {
    const auto answered = answer_lines(STDIN_FILENO, STDOUT_FILENO,
                                       [](std::string_view line) { return compare_line(line, wall_clock_now()); });
    if (answered) return ExitStatus::done;
    report("compare", answered.error().message);
    return ExitStatus::cannot;
}

std::string error_line(const std::string& message) {
    return json::serialize(json::object{{"error", {{"message", message}}}});
}

} // namespace

std::string compare_line(std::string_view line, Time now) {
    boost::system::error_code error;
    const json::value request = json::parse(line, error);
    const json::object* fields = error ? nullptr : request.if_object();
    const auto a = sketch_of(fields, "a", now);
    if (!a) return error_line(a.error().message);
    const auto b = sketch_of(fields, "b", now);
    if (!b) return error_line(b.error().message);
    const Similarity similarity = compare_stories(*a, *b);
    constexpr double places = 1000;
    return fmt::format(R"({{"story":{},"score":{}}})", similarity.story,
                       std::round(similarity.score * places) / places);
}

Command compare_command() {
    return {
        .name = "compare",
        .summary = "Says whether two items tell one story",
        .arguments = {},
        .options = {{.name = "--json-lines",
                     .value = "",
                     .help = R"(A line {"a", "b"} in, a line {"story", "score"} out)",
                     .is_required = true}},
        .examples = {{R"(echo '{"a":{"title":"Заң"},"b":{"title":"Заң"}}' | arna compare --json-lines)", "one pair"},
                     {"arna compare --json-lines < pairs.jsonl > answers.jsonl", "many, in order"}},
        .statuses = {{ExitStatus::done, "every line was answered, also with an error"},
                     {ExitStatus::wrong, "wrong usage"},
                     {ExitStatus::cannot, "cannot read or write"}},
        .run = &run_compare,
    };
}

} // namespace arna

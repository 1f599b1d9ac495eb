#include "daemon/app/command/library/sanitize.hpp"

#include "daemon/app/command/library/json_lines.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>
#include <unistd.h>

namespace arna {
namespace {

namespace json = boost::json;

/// The string under `name`, or nothing.
std::string_view text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    const json::string* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view{};
}

ExitStatus sanitize_all(const std::string& base) {
    const auto html = read_input("-");
    if (!html) {
        report("standard input", html.error().message);
        return status_of(html.error().code);
    }
    return write_output(sanitize(*html, {.base = base}).str());
}

ExitStatus run_sanitize(const Invocation& invocation) {
    if (!invocation.arguments.has("--json-lines")) return sanitize_all(invocation.arguments.text("--base"));
    const auto answered = answer_lines(STDIN_FILENO, STDOUT_FILENO, sanitize_line);
    if (answered) return ExitStatus::done;
    report("sanitize", answered.error().message);
    return ExitStatus::cannot;
}

} // namespace

std::string sanitize_line(std::string_view line) {
    boost::system::error_code error;
    const json::value request = json::parse(line, error);
    const json::object* fields = error ? nullptr : request.if_object();
    std::string safe;
    if (fields != nullptr) safe = sanitize(text_of(*fields, "html"), {.base = text_of(*fields, "base")}).str();
    return json::serialize(json::object{{"html", safe}});
}

Command sanitize_command() {
    return {.name = "sanitize",
            .summary = "Makes HTML from standard input safe",
            .arguments = {},
            .options = {{"--base", "URL", "Resolves relative addresses"},
                        {"--json-lines", "", R"(A line {"html", "base"} in, a line {"html"} out)"}},
            .examples = {{"arna sanitize --base https://qala.example/ < page.html", "one document"},
                         {"arna sanitize --json-lines < markup.jsonl", "a piece of markup per line"}},
            .statuses = {{ExitStatus::done, "printed"},
                         {ExitStatus::wrong, "wrong usage, or more than 256 MiB of input"},
                         {ExitStatus::cannot, "cannot read or write"}},
            .run = run_sanitize};
}

} // namespace arna

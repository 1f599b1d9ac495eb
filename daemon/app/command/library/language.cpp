#include "daemon/app/command/library/language.hpp"

#include "daemon/app/command/library/json_lines.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "feeds/text/words/language.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>
#include <unistd.h>

namespace arna {

namespace json = boost::json;

namespace {

ExitStatus run_language(const Invocation& /*invocation*/) {
    const auto answered = answer_lines(STDIN_FILENO, STDOUT_FILENO, language_line);
    if (answered) return ExitStatus::done;
    report("language", answered.error().message);
    return ExitStatus::cannot;
}

} // namespace

std::string language_line(std::string_view line) {
    boost::system::error_code error;
    const json::value request = json::parse(line, error);
    const json::object* fields = error ? nullptr : request.if_object();
    const json::value* text = fields != nullptr ? fields->if_contains("text") : nullptr;
    if (text == nullptr || !text->is_string()) {
        return json::serialize(json::object{{"error", {{"message", "a line is {\"text\": a string}"}}}});
    }
    const LanguageGuess guess = guess_language(text->get_string());
    return json::serialize(json::object{{"language", guess.language}, {"sure", guess.sure}});
}

Command language_command() {
    return {
        .name = "language",
        .summary = "Says which languages texts seem to be in",
        .arguments = {},
        .options = {{.name = "--json-lines",
                     .value = "",
                     .help = R"(A line {"text"} in, a line {"language", "sure"} out)",
                     .is_required = true}},
        .examples = {{R"(echo '{"text":"Мәжіліс заң қабылдады"}' | arna language --json-lines)", "one guess"},
                     {"arna language --json-lines < texts.jsonl > answers.jsonl", "many, in order"}},
        .statuses = {{ExitStatus::done, "every line was answered, also with an error"},
                     {ExitStatus::wrong, "wrong usage"},
                     {ExitStatus::cannot, "cannot read or write"}},
        .run = &run_language,
    };
}

} // namespace arna

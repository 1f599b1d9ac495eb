#include "feeds/rules/regex.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

namespace arna {
namespace {

/// Bounds the program that a pattern becomes, and with it the time per byte of text where RE2 has to fall back to
/// following all of its states.
constexpr int max_program = 2'000;
constexpr std::int64_t max_memory = std::int64_t{1} << 20;

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(max_memory);
    return options;
}

} // namespace

std::unique_ptr<const re2::RE2> compile_regex(const RegexTerm& term) {
    const std::string pattern = term.flags.empty() ? term.pattern : fmt::format("(?{}){}", term.flags, term.pattern);
    return std::make_unique<const RE2>(pattern, options());
}

std::optional<std::string> regex_problem(const RegexTerm& term) {
    const auto regex = compile_regex(term);
    if (!regex->ok()) return fmt::format("the regular expression cannot be read: {}", regex->error());
    if (regex->ProgramSize() > max_program) return "the regular expression is too large; repeat less in it";
    return std::nullopt;
}

} // namespace arna

#include "feeds/rules/regex.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Bounds the program that a pattern becomes, and with it the time per byte where RE2 has to follow all of its states.
constexpr int max_program = 1'000;
constexpr std::int64_t memory_of_one = std::int64_t{1} << 20U;
constexpr std::int64_t memory_of_set = std::int64_t{32} << 20U;

RE2::Options options(std::int64_t memory) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
}

std::string with_flags(const RegexTerm& term) {
    return term.flags.empty() ? term.pattern : fmt::format("(?{}){}", term.flags, term.pattern);
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

} // namespace

std::optional<std::string> regex_problem(const RegexTerm& term) {
    const RE2 regex(with_flags(term), options(memory_of_one));
    if (!regex.ok()) return fmt::format("the regular expression cannot be read: {}", regex.error());
    if (regex.ProgramSize() > max_program) return "the regular expression is too large; repeat less in it";
    return std::nullopt;
}

struct RegexSet::Automaton {
    RE2::Set set{options(memory_of_set), RE2::UNANCHORED};
};

RegexSet::RegexSet() = default;
RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

RegexId RegexSet::add(const RegexTerm& term) {
    const std::string pattern = with_flags(term);
    const auto same =
        std::ranges::find(regexes_, pattern, [](const auto& regex) -> const std::string& { return regex->pattern(); });
    if (same != regexes_.end()) return static_cast<RegexId>(same - regexes_.begin());
    regexes_.push_back(std::make_unique<const RE2>(pattern, options(memory_of_one)));
    return size() - 1;
}

void RegexSet::finish() {
    if (regexes_.size() < 2) return;
    auto automaton = std::make_unique<Automaton>();
    for (const auto& regex : regexes_) automaton->set.Add(regex->pattern(), nullptr);
    if (automaton->set.Compile()) automaton_ = std::move(automaton);
}

std::vector<RegexId> RegexSet::find(std::string_view text) const {
    if (automaton_) {
        std::vector<int> found;
        RE2::Set::ErrorInfo error{};
        const bool matched = automaton_->set.Match(piece(text), &found, &error);
        if (matched || error.kind == RE2::Set::kNoError) return {found.begin(), found.end()};
    }
    // One alone, or so many that their common automaton does not fit its memory: one after the other.
    std::vector<RegexId> found;
    for (RegexId id = 0; id < size(); ++id) {
        if (RE2::PartialMatch(piece(text), *regexes_[id])) found.push_back(id);
    }
    return found;
}

std::optional<std::string_view> RegexSet::first(RegexId id, std::string_view text) const {
    re2::StringPiece found;
    if (!regexes_[id]->Match(piece(text), 0, text.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
    return std::string_view(found.data(), found.size());
}

} // namespace arna

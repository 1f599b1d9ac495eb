#include "feeds/rules/index/regex.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Steps of the program that a pattern becomes where a character is a byte: what it does, whatever its classes of
/// characters contain. Bounds the time per byte where RE2 has to follow all of its states.
constexpr int max_steps = 500;

/// The whole program, classes spelled out in UTF-8.
constexpr int max_program = 30'000;

constexpr std::int64_t memory_of_one = std::int64_t{8} << 20U;
constexpr std::int64_t memory_of_all = std::int64_t{256} << 20U;
constexpr std::size_t group_size = 100;

RE2::Options options(std::int64_t memory) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
}

std::string with_flags(const RegexTerm& term) {
    return term.flags.empty() ? term.pattern : fmt::format("(?{}){}", term.flags, term.pattern);
}

re2::StringPiece piece(std::string_view text) {
    text = text.substr(0, max_regex_text);
    return {text.data(), text.size()};
}

int steps(const std::string& pattern) {
    RE2::Options by_bytes = options(memory_of_one);
    by_bytes.set_encoding(RE2::Options::EncodingLatin1);
    return RE2(pattern, by_bytes).ProgramSize();
}

} // namespace

std::optional<std::string> regex_problem(const RegexTerm& term) {
    const std::string pattern = with_flags(term);
    const RE2 regex(pattern, options(memory_of_one));
    if (!regex.ok()) return fmt::format("the regular expression cannot be read: {}", regex.error());
    if (regex.ProgramSize() > max_program || steps(pattern) > max_steps) {
        return "the regular expression is too large; repeat less in it";
    }
    return std::nullopt;
}

/// Some expressions with a common automaton.
struct RegexSet::Group {
    Group(RegexId first_id, std::span<const std::string> of, std::int64_t memory)
        : first(first_id), patterns(of), set(options(memory), RE2::UNANCHORED) {
        for (const std::string& pattern : patterns) set.Add(pattern, nullptr);
        is_compiled = set.Compile();
    }

    /// Appends those that are found.
    void find(re2::StringPiece text, std::vector<RegexId>& found) const {
        std::vector<int> matched;
        RE2::Set::ErrorInfo error{};
        if (is_compiled && (set.Match(text, &matched, &error) || error.kind == RE2::Set::kNoError)) {
            for (const int index : matched) found.push_back(first + static_cast<RegexId>(index));
            return;
        }
        // Their common automaton does not fit its memory: one after the other.
        for (RegexId i = 0; i < patterns.size(); ++i) {
            if (RE2::PartialMatch(text, RE2(patterns[i], options(memory_of_one)))) found.push_back(first + i);
        }
    }

    RegexId first;
    std::span<const std::string> patterns;
    RE2::Set set;
    bool is_compiled = false;
};

RegexSet::RegexSet() = default;
RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

RegexId RegexSet::add(const RegexTerm& term) {
    std::string pattern = with_flags(term);
    const auto same = std::ranges::find(patterns_, pattern);
    if (same != patterns_.end()) return static_cast<RegexId>(same - patterns_.begin());
    patterns_.push_back(std::move(pattern));
    return size() - 1;
}

void RegexSet::finish() {
    const std::size_t count = (patterns_.size() + group_size - 1) / group_size;
    for (std::size_t begin = 0; begin < patterns_.size(); begin += group_size) {
        const auto of = std::span(patterns_).subspan(begin, std::min(group_size, patterns_.size() - begin));
        const auto memory = std::min(memory_of_all / static_cast<std::int64_t>(count), 4 * memory_of_one);
        groups_.push_back(std::make_unique<const Group>(static_cast<RegexId>(begin), of, memory));
    }
}

std::vector<RegexId> RegexSet::find(std::string_view text) const {
    std::vector<RegexId> found;
    for (const auto& group : groups_) group->find(piece(text), found);
    return found;
}

std::optional<std::string_view> RegexSet::first(RegexId id, std::string_view text) const {
    const RE2 regex(patterns_[id], options(memory_of_one));
    re2::StringPiece found;
    const re2::StringPiece where = piece(text);
    if (!regex.Match(where, 0, where.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
    return std::string_view(found.data(), found.size());
}

} // namespace arna

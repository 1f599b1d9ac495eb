#include "feeds/rules/index/regex.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace arna {
namespace {

constexpr int max_steps = 500; ///< of one expression: RE2 may have to follow all of them at every byte
constexpr int max_program = 30'000;

constexpr std::size_t memory_of_one = 8UL << 20U;

/// Expressions that share an automaton: as many as keep it small.
constexpr std::size_t max_group_size = 100;
constexpr std::size_t max_group_program = 60'000;
constexpr std::size_t max_total_program = 1'000'000;

/// What RE2 wants for a program of some instructions of 16 bytes, and for the states that texts lead it to.
constexpr std::size_t memory_for(std::size_t program) { return 128 * program + (1UL << 20U); }

RE2::Options options(std::size_t memory) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(static_cast<std::int64_t>(memory));
    return options;
}

std::string with_flags(const RegexTerm& term) {
    return term.flags.empty() ? term.pattern : fmt::format("(?{}){}", term.flags, term.pattern);
}

re2::StringPiece piece(std::string_view text) {
    text = text.substr(0, max_regex_text);
    return {text.data(), text.size()};
}

/// Measures the smaller program, where a character is a byte, first: the other one can be a hundred times as large.
std::expected<RegexSize, std::string> measured(const RegexTerm& term) {
    if (term.pattern.size() > max_regex_bytes) {
        return std::unexpected(
            fmt::format("the regular expression is longer than {} KiB; make several of it", max_regex_bytes / 1024));
    }
    const std::string pattern = with_flags(term);
    RE2::Options by_bytes = options(memory_of_one);
    by_bytes.set_encoding(RE2::Options::EncodingLatin1);
    const RE2 narrow(pattern, by_bytes);
    const RE2 regex(narrow.ok() && narrow.ProgramSize() > max_steps ? "" : pattern, options(memory_of_one));
    if (!regex.ok()) return std::unexpected(fmt::format("the regular expression cannot be read: {}", regex.error()));
    const RegexSize size{.steps = narrow.ProgramSize(), .program = regex.ProgramSize()};
    if (!narrow.ok() || size.steps > max_steps || size.program > max_program) {
        return std::unexpected("the regular expression is too large; repeat less in it");
    }
    return size;
}

/// Compiles an expression, or finds it among the last ones that this thread compiled: the same few are found again and
/// again.
const RE2& compiled(const std::string& pattern, int program) {
    constexpr std::size_t most = 128;
    constexpr std::size_t most_program = 200'000;
    thread_local std::unordered_map<std::string, std::unique_ptr<const RE2>> known;
    thread_local std::size_t total = 0;
    if (const auto found = known.find(pattern); found != known.end()) return *found->second;
    const auto size = static_cast<std::size_t>(program);
    if (known.size() == most || total + size > most_program) {
        known.clear();
        total = 0;
    }
    auto made = std::make_unique<const RE2>(pattern, options(memory_for(size)));
    total += size;
    return *known.emplace(pattern, std::move(made)).first->second;
}

} // namespace

RegexSize& RegexSize::operator+=(const RegexSize& other) {
    steps += other.steps;
    program += other.program;
    return *this;
}

const std::expected<RegexSize, std::string>& RegexMeter::measure(const RegexTerm& term) {
    std::string pattern = with_flags(term);
    const auto known = known_.find(pattern);
    return known != known_.end() ? known->second : known_.emplace(std::move(pattern), measured(term)).first->second;
}

std::optional<std::string> RegexBudget::add(const RegexTerm& term) {
    if (std::ranges::find(terms_, term) != terms_.end()) return std::nullopt;
    if (terms_.size() == max_query_regexes) {
        return fmt::format("more than {} different regular expressions; make several tags of the rule",
                           max_query_regexes);
    }
    const auto& size = meter_.measure(term);
    if (!size) return size.error();
    terms_.push_back(term);
    total_ += *size;
    if (total_.steps <= max_query_regex_steps && total_.program <= max_query_regex_program) return std::nullopt;
    return "the regular expressions of the rule are too large together; make several tags of it";
}

/// Some expressions with a common automaton.
struct RegexSet::Group {
    Group(RegexId first_id, std::span<const Expression> of, std::size_t program)
        : first(first_id), expressions(of), set(options(memory_for(program)), RE2::UNANCHORED) {
        for (const Expression& one : expressions) set.Add(one.pattern, nullptr);
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
        for (RegexId i = 0; i < expressions.size(); ++i) {
            if (RE2::PartialMatch(text, compiled(expressions[i].pattern, expressions[i].program)))
                found.push_back(first + i);
        }
    }

    RegexId first;
    std::span<const Expression> expressions;
    RE2::Set set;
    bool is_compiled = false;
};

RegexSet::RegexSet() = default;
RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

std::optional<RegexId> RegexSet::add(const RegexTerm& term, const RegexSize& size) {
    std::string pattern = with_flags(term);
    if (const auto known = known_.find(pattern); known != known_.end()) return known->second;
    const auto program = static_cast<std::size_t>(size.program);
    if (program_ + program > max_total_program) return std::nullopt;
    program_ += program;
    known_.emplace(pattern, this->size());
    expressions_.push_back({.pattern = std::move(pattern), .program = size.program});
    return this->size() - 1;
}

void RegexSet::finish() {
    known_ = {};
    const std::span<const Expression> all(expressions_);
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        std::size_t program = 0;
        do {
            program += static_cast<std::size_t>(all[end++].program);
        } while (end < all.size() && end - begin < max_group_size &&
                 program + static_cast<std::size_t>(all[end].program) <= max_group_program);
        groups_.push_back(
            std::make_unique<const Group>(static_cast<RegexId>(begin), all.subspan(begin, end - begin), program));
        begin = end;
    }
}

std::vector<RegexId> RegexSet::find(std::string_view text) const {
    std::vector<RegexId> found;
    for (const auto& group : groups_) group->find(piece(text), found);
    return found;
}

std::optional<std::string_view> RegexSet::first(RegexId id, std::string_view text) const {
    const RE2& regex = compiled(expressions_[id].pattern, expressions_[id].program);
    re2::StringPiece found;
    const re2::StringPiece where = piece(text);
    if (!regex.Match(where, 0, where.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
    return std::string_view(found.data(), found.size());
}

} // namespace arna

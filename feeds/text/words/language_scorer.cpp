#include "feeds/text/words/language_scorer.hpp"

#include "feeds/text/byte_block.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace arna {
namespace {

/// Letters after which costs of one byte are added to wider sums: so many fit into a byte.
constexpr std::size_t letters_a_byte = 4;
constexpr std::uint8_t highest_cost = 62;
static_assert(LanguageScorer::most_languages % sizeof(ByteBlock) == 0);
static_assert(letters_a_byte * highest_cost <= 0xFF);
static_assert(LanguageScorer::longest_text * highest_cost <= 0xFFFF);

} // namespace

LanguageScorer::LanguageScorer(const LanguageModel& model) : model_(model) {
    give_places();
    read_rows();
    add_states();
}

void LanguageScorer::give_places() {
    places_.fill(boundary);
    std::uint8_t letters = boundary;
    for (const char16_t c : model_.sequences[0]) {
        if (c != u' ') places_[c] = ++letters;
    }
    for (char32_t c = 0; c < places_.size(); ++c) {
        const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
        if (places_[c] == boundary && lower < places_.size()) places_[c] = places_[lower];
        if (is_apostrophe(c)) places_[c] = skipped;
    }
    places_[U'ё'] = places_[U'Ё'] = places_[U'е'];
    if (places_[U'ә'] != boundary) places_[U'ə'] = places_[U'Ə'] = places_[U'ә']; // typed for want of it
    side_ = letters + 1U;
}

void LanguageScorer::read_rows() {
    const std::size_t row_size = model_.languages.size();
    blocks_ = row_size / sizeof(ByteBlock);
    for (const std::string_view costs : model_.costs) rows_ += costs.size() / row_size;
    costs_.resize(rows_ * row_size / sizeof(CacheLine) + 1);
    char* next = costs_.front().costs.data();
    for (const std::string_view costs : model_.costs) next = std::ranges::transform(costs, next, cost_of).out;
}

/// By row: that of what the sequence begins with. Sequences are in order, so that what begins alike comes together, in
/// the order of the beginnings.
std::vector<std::uint16_t> LanguageScorer::beginnings() const {
    std::vector<std::uint16_t> rows(rows_);
    std::size_t row = model_.sequences[0].size();
    std::size_t beginning = 0;
    for (std::size_t length = 2; length <= std::size(model_.sequences); ++length) {
        std::u16string_view shorter = model_.sequences[length - 2];
        for (std::u16string_view rest = model_.sequences[length - 1]; !rest.empty(); rest.remove_prefix(length)) {
            while (!rest.starts_with(shorter.substr(0, length - 1))) {
                shorter.remove_prefix(length - 1);
                ++beginning;
            }
            rows[row++] = static_cast<std::uint16_t>(beginning);
        }
        beginning += shorter.size() / (length - 1);
    }
    return rows;
}

/// A state is a sequence that others begin with; 0 is the empty one. In it each letter leads to what it leads to behind
/// a letter less, but where the model has a longer sequence.
void LanguageScorer::add_states() {
    const std::vector<std::uint16_t> beginning_of = beginnings();
    const std::size_t letters = model_.sequences[0].size();
    std::vector<std::uint16_t> state_of(rows_); // by row: its own, or 0
    std::size_t states = 1;
    for (std::size_t row = letters; row < rows_; ++row) {
        std::uint16_t& state = state_of[beginning_of[row]];
        if (state == 0) state = static_cast<std::uint16_t>(states++);
    }
    steps_.resize(states * side_);
    std::vector<std::uint16_t> shorter(states); // by state: that of a letter less, where there is one
    const auto lead = [&](std::size_t state, char16_t letter, std::size_t row) {
        Step& step = steps_[state * side_ + place(letter)];
        const std::uint16_t own = state_of[row];
        shorter[own] = step.state;
        step = {static_cast<std::uint16_t>(row), own != 0 ? own : step.state};
    };
    std::size_t row = 0;
    std::size_t state = 0;
    for (const char16_t letter : model_.sequences[0]) lead(state, letter, row++);
    for (std::size_t length = 2; length <= std::size(model_.sequences); ++length) {
        for (std::u16string_view rest = model_.sequences[length - 1]; !rest.empty(); rest.remove_prefix(length)) {
            const std::size_t before = state;
            state = state_of[beginning_of[row]];
            if (state != before) std::copy_n(&steps_[shorter[state] * side_], side_, &steps_[state * side_]);
            lead(state, rest[length - 1], row++);
        }
    }
}

template <std::size_t Blocks>
LanguageScorer::Scores LanguageScorer::score_with(std::span<const char16_t> text) const {
    Scores scores;
    std::array<ByteBlock, Blocks> sums{};
    std::size_t summed = 0;
    const auto add_sums = [&] {
        std::array<std::uint8_t, sizeof sums> bytes;
        std::memcpy(bytes.data(), sums.data(), bytes.size());
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            scores.costs[i] = static_cast<std::uint16_t>(scores.costs[i] + bytes[i]);
        }
        scores.letters += static_cast<int>(summed);
        sums = {};
        summed = 0;
    };
    std::uint16_t state = steps_[boundary].state;
    const char* all_costs = costs_.front().costs.data();
    std::uint8_t before = boundary;
    const auto add_letter = [&](std::uint8_t now) {
        if (now == skipped || (now == boundary && before == boundary)) return;
        before = now;
        const Step step = steps_[state * side_ + now];
        state = step.state;
        const char* costs = all_costs + step.row * sizeof sums;
        for (std::size_t i = 0; i < Blocks; ++i) sums[i] += load_block(costs + i * sizeof(ByteBlock));
        if (++summed == letters_a_byte) add_sums();
    };
    for (const char16_t c : text) add_letter(place(c));
    add_letter(boundary);
    add_sums();
    return scores;
}

LanguageScorer::Scores LanguageScorer::score(std::span<const char16_t> text) const {
    switch (blocks_) {
    case 1: return score_with<1>(text);
    case 2: return score_with<2>(text);
    default: return score_with<most_languages / sizeof(ByteBlock)>(text);
    }
}

} // namespace arna

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

constexpr std::uint16_t no_state = 0xFFFF;

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
    const std::size_t languages = model_.languages.size();
    blocks_ = (languages + sizeof(ByteBlock) - 1) / sizeof(ByteBlock);
    for (const std::string_view costs : model_.costs) rows_ += costs.size() / languages;
    costs_.resize(rows_ * blocks_ * sizeof(ByteBlock) / sizeof(CacheLine) + 1);
    char* row = costs_.front().costs.data();
    for (std::string_view rest : model_.costs) {
        for (; !rest.empty(); rest.remove_prefix(languages)) {
            std::ranges::transform(rest.substr(0, languages), row, cost_of);
            row += blocks_ * sizeof(ByteBlock);
        }
    }
}

/// A state is a sequence that others begin with; 0 is the empty one. In it each letter leads to what it leads to behind
/// a letter less, but where the model has a longer sequence. Sequences are in order, so that what begins alike comes
/// together, in the order of the beginnings.
void LanguageScorer::add_states() {
    std::vector<std::uint16_t> states(rows_, no_state); // by row: its own
    std::vector<std::uint16_t> suffixes(rows_);         // by row: the longest one that it ends with, or itself
    const auto state_behind = [&](std::size_t row) {
        while (states[row] == no_state && suffixes[row] != row) row = suffixes[row];
        return states[row] == no_state ? std::uint16_t{0} : states[row];
    };
    std::uint16_t row = 0;
    std::uint16_t states_made = 1;
    steps_.assign(side_, {});
    for (const char16_t letter : model_.sequences[0]) {
        suffixes[row] = row;
        row_at(0, place(letter)) = row++;
    }
    std::size_t beginning = 0; // the row of what the sequence begins with
    for (std::size_t length = 2; length <= std::size(model_.sequences); ++length) {
        const std::size_t first_beginning = row - model_.sequences[length - 2].size() / (length - 1);
        const auto letters_of = [&](std::size_t one) {
            return model_.sequences[length - 2].substr((one - first_beginning) * (length - 1), length - 1);
        };
        beginning = first_beginning;
        for (std::u16string_view rest = model_.sequences[length - 1]; !rest.empty(); rest.remove_prefix(length)) {
            while (letters_of(beginning) != rest.substr(0, length - 1)) ++beginning;
            if (states[beginning] == no_state) {
                const std::size_t shorter = suffixes[beginning] == beginning ? 0 : state_behind(suffixes[beginning]);
                states[beginning] = states_made++;
                steps_.resize(steps_.size() + side_);
                std::copy_n(steps_.begin() + static_cast<std::ptrdiff_t>(shorter * side_), side_,
                            steps_.end() - static_cast<std::ptrdiff_t>(side_));
            }
            std::uint16_t& longest = row_at(states[beginning], place(rest[length - 1]));
            suffixes[row] = longest;
            longest = row++;
        }
    }
    std::vector<std::uint16_t> behind(rows_); // by row: found once, for many steps lead to each
    for (std::size_t one = 0; one < rows_; ++one) behind[one] = state_behind(one);
    for (Step& step : steps_) step.state = behind[step.row];
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

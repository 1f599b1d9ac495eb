#include "feeds/text/words/language_scorer.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>

namespace arna {
namespace {

constexpr std::uint16_t no_row = 0xFFFF;

/// What a pair weighs at least that shows a language to have its letters, one that is not in the model, and one of
/// these with a letter that a language does not have.
constexpr std::int16_t weight_of_own_pair = -38;
constexpr std::int16_t weight_of_unknown_pair = -48;
constexpr std::int16_t weight_of_foreign_letter = -60;

constexpr std::uint32_t first_hash = 0x811C9DC5U;

constexpr std::uint32_t hash_with(std::uint32_t hash, std::uint8_t letter) { return (hash ^ letter) * 0x01000193U; }

void read_row(std::string_view weights, std::size_t index, std::size_t languages, LanguageScorer::Weights& row) {
    for (std::size_t i = 0; i < languages; ++i) {
        row[i] = static_cast<std::int16_t>(weight_of(weights[index * languages + i]));
    }
}

void add_row(const LanguageScorer::Weights& row, LanguageScorer::Weights& sums) {
    for (std::size_t i = 0; i < row.size(); ++i) sums[i] = static_cast<std::int16_t>(sums[i] + row[i]);
}

} // namespace

LanguageScorer::LanguageScorer(const LanguageModel& model) : model_(model) {
    give_places();
    const std::size_t pairs = model.pairs.size() / 2;
    rows_.resize(pairs);
    row_of_pair_.assign(side_ * side_, no_row);
    for (std::size_t i = 0; i < pairs; ++i) {
        read_row(model.weights, i, model.languages.size(), rows_[i]);
        row_of_pair_[place(model.pairs[2 * i]) * side_ + place(model.pairs[2 * i + 1])] = static_cast<std::uint16_t>(i);
    }
    add_unknown_pairs();
    add_words();
}

/// A pair that is not in the model says little, but for a letter that a language does not have.
void LanguageScorer::add_unknown_pairs() {
    const std::size_t pairs = rows_.size();
    std::vector<std::size_t> languages_with(side_);
    rows_.resize(pairs + side_);
    for (std::size_t letter = 0; letter < side_; ++letter) {
        Weights& row = rows_[pairs + letter];
        row.fill(weight_of_foreign_letter);
        for (std::size_t other = 0; other < side_ * 2; ++other) {
            const std::size_t pair = other < side_ ? letter * side_ + other : (other - side_) * side_ + letter;
            if (row_of_pair_[pair] == no_row) continue;
            const Weights& known = rows_[row_of_pair_[pair]];
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (known[i] >= weight_of_own_pair) row[i] = weight_of_unknown_pair;
            }
        }
        languages_with[letter] = static_cast<std::size_t>(std::ranges::count(row, weight_of_unknown_pair));
    }
    for (std::size_t pair = 0; pair < row_of_pair_.size(); ++pair) {
        if (row_of_pair_[pair] != no_row) continue;
        const std::size_t first = pair / side_;
        const std::size_t second = pair % side_;
        const std::size_t rarer = languages_with[first] < languages_with[second] ? first : second;
        row_of_pair_[pair] = static_cast<std::uint16_t>(pairs + rarer);
    }
}

void LanguageScorer::give_places() {
    places_.fill(boundary);
    std::size_t letters = 1;
    for (const char16_t c : model_.pairs) {
        if (c == u' ' || places_[c] != boundary) continue;
        places_[c] = static_cast<std::uint8_t>(letters++);
    }
    for (char32_t c = 0; c < places_.size(); ++c) {
        const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
        if (places_[c] == boundary && lower < places_.size()) places_[c] = places_[lower];
        if (is_apostrophe(c)) places_[c] = skipped;
    }
    places_[U'ё'] = places_[U'Ё'] = places_[U'е'];
    if (places_[U'ә'] != boundary) places_[U'ə'] = places_[U'Ə'] = places_[U'ә']; // typed for want of it
    side_ = letters;
}

void LanguageScorer::add_words() {
    words_.resize(std::bit_ceil(model_.words.size() / 2));
    std::uint32_t hash = first_hash;
    for (std::size_t i = 0; i <= model_.words.size(); ++i) {
        if (i < model_.words.size() && model_.words[i] != u' ') {
            hash = hash_with(hash, place(model_.words[i]));
            continue;
        }
        const auto row = static_cast<std::uint32_t>(word_rows_.size());
        read_row(model_.word_weights, row, model_.languages.size(), word_rows_.emplace_back());
        std::size_t at = hash & (words_.size() - 1);
        while (words_[at].hash != 0) at = (at + 1) & (words_.size() - 1);
        words_[at] = {hash, row};
        hash = first_hash;
    }
}

const LanguageScorer::Weights* LanguageScorer::row_of_word(std::uint32_t hash) const {
    for (std::size_t at = hash & (words_.size() - 1); words_[at].hash != 0; at = (at + 1) & (words_.size() - 1)) {
        if (words_[at].hash == hash) return &word_rows_[words_[at].row];
    }
    return nullptr;
}

LanguageScorer::Scores LanguageScorer::score(std::string_view text) const {
    Scores scores;
    std::uint8_t before = boundary;
    std::uint32_t hash = first_hash;
    const auto add_letter = [&](std::uint8_t now) {
        if (now == skipped || (now == boundary && before == boundary)) return;
        add_row(rows_[row_of_pair_[before * side_ + now]], scores.pairs);
        ++scores.pair_count;
        before = now;
        if (now != boundary) {
            hash = hash_with(hash, now);
            return;
        }
        if (const Weights* row = row_of_word(hash); row != nullptr) add_row(*row, scores.words);
        hash = first_hash;
    };
    for (std::size_t at = 0; at < text.size();) add_letter(place(next_code_point(text, at)));
    add_letter(boundary);
    return scores;
}

} // namespace arna

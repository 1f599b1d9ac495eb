#include "feeds/text/words/language_scorer.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <bit>

namespace arna {
namespace {

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
    rows_.resize(pairs + 1);
    rows_.back().fill(static_cast<std::int16_t>(weight_of_unknown_pair));
    row_of_pair_.assign(side_ * side_, static_cast<std::uint16_t>(pairs));
    for (std::size_t i = 0; i < pairs; ++i) {
        read_row(model.weights, i, model.languages.size(), rows_[i]);
        row_of_pair_[place(model.pairs[2 * i]) * side_ + place(model.pairs[2 * i + 1])] = static_cast<std::uint16_t>(i);
    }
    add_words();
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

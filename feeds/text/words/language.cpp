#include "feeds/text/words/language.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language_model.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t least_letters = 80;
constexpr std::size_t sample_size = 512; ///< bytes that are looked at: more would not change the answer

/// What detect_language() promises to tell; the other languages of the models are there so as not to be taken for these.
constexpr std::string_view reported[] = {"kk", "ru", "en", "ky", "tt", "ba", "uk", "bg", "uz"};

/// How many nats (in the model's eighths) the best language must be ahead of the next, and how much less common its pairs
/// may be than in typical text, per pair. By these, languages that are not in the model get no answer.
constexpr int least_lead = 8 * 8;
constexpr int most_atypical = 7;

struct LetterCounts {
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t other = 0;
};

LetterCounts count_letters(std::string_view text) {
    LetterCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c < 0x80) {
            counts.latin += is_ascii_letter(static_cast<char>(c)) ? 1 : 0;
        } else if (c >= 0x400 && c < 0x530) {
            ++counts.cyrillic;
        } else if (u_isalpha(static_cast<UChar32>(c)) != 0) {
            ++(c < 0x250 ? counts.latin : counts.other);
        }
    }
    return counts;
}

/// A model with its pairs in a square, so that each is found in one step.
class PairTable {
public:
    explicit PairTable(const LanguageModel& model) : model_(model) {
        places_.fill(boundary);
        std::size_t letters = 1;
        for (const char16_t c : model.pairs) {
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
        rows_.assign(side_ * side_, unknown_row());
        for (std::size_t i = 0; i + 1 < model.pairs.size(); i += 2) {
            rows_[place(model.pairs[i]) * side_ + place(model.pairs[i + 1])] = static_cast<std::uint16_t>(i / 2);
        }
    }

    /// The language that `text` is surely in.
    std::string_view best(std::string_view text) const {
        const auto counts = count_pairs(text);
        const auto scores = score(counts);
        const int pairs = std::accumulate(counts.begin(), counts.end(), 0);
        const std::size_t count = model_.languages.size();
        const auto best =
            static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + count) - scores.begin());
        int second = std::numeric_limits<int>::min();
        for (std::size_t i = 0; i < count; ++i) {
            if (model_.languages[i] != model_.languages[best]) second = std::max(second, scores[i]);
        }
        const bool is_ahead = scores[best] - second >= least_lead;
        const bool is_typical = scores[best] >= pairs * (model_.typical[best] - most_atypical);
        return is_ahead && is_typical ? model_.languages[best] : std::string_view();
    }

private:
    static constexpr std::uint8_t boundary = 0;
    static constexpr std::uint8_t skipped = 0xFF;
    using Scores = std::array<int, 32>;

    /// The row of all pairs that are not in the model, behind those that are.
    std::uint16_t unknown_row() const { return static_cast<std::uint16_t>(model_.pairs.size() / 2); }

    std::uint8_t place(char32_t c) const { return c < places_.size() ? places_[c] : boundary; }

    /// How often the pair of each row stands in `text`.
    std::vector<int> count_pairs(std::string_view text) const {
        std::vector<int> counts(unknown_row() + 1U);
        std::uint8_t before = boundary;
        for (std::size_t at = 0; at < text.size();) {
            const std::uint8_t now = place(next_code_point(text, at));
            if (now == skipped || (now == boundary && before == boundary)) continue;
            ++counts[rows_[before * side_ + now]];
            before = now;
        }
        return counts;
    }

    /// What every language makes of these pairs.
    Scores score(const std::vector<int>& counts) const {
        const std::size_t languages = model_.languages.size();
        Scores scores{};
        for (std::size_t row = 0; row < unknown_row(); ++row) {
            if (counts[row] == 0) continue;
            for (std::size_t i = 0; i < languages; ++i) scores[i] += counts[row] * model_.weights[row * languages + i];
        }
        for (std::size_t i = 0; i < languages; ++i) scores[i] += counts.back() * weight_of_unknown_pair;
        return scores;
    }

    const LanguageModel& model_;
    std::array<std::uint8_t, 0x1F00> places_{};
    std::size_t side_ = 0;
    std::vector<std::uint16_t> rows_;
};

} // namespace

std::string detect_language(std::string_view text) {
    static const PairTable cyrillic(cyrillic_model);
    static const PairTable latin(latin_model);
    text = text.substr(0, sample_size);
    const LetterCounts counts = count_letters(text);
    const std::size_t letters = counts.latin + counts.cyrillic + counts.other;
    const std::size_t most = std::max(counts.latin, counts.cyrillic);
    if (letters < least_letters || most * 3 < letters * 2) return {};
    const std::string_view language = (counts.cyrillic == most ? cyrillic : latin).best(text);
    return std::string(std::ranges::find(reported, language) == std::end(reported) ? std::string_view() : language);
}

} // namespace arna

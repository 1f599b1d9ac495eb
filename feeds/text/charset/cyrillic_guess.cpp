#include "feeds/text/charset/cyrillic_guess.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace arna {
namespace {

/// How much more frequent a letter is in Russian than the average of the 32, from а to я: four times the binary
/// logarithm.
constexpr std::array<int, 32> weights = {5, -4, 2, -4, 0,   6,  -7,  -4, 5,  -6,  1,   2,  0,  4,   7,   -1,
                                         2, 3,  4, -1, -14, -7, -11, -4, -9, -12, -25, -3, -4, -14, -10, -3};
constexpr int weight_of_sign = -16;         ///< what is no Russian letter, inside of a word
constexpr int weight_of_late_capital = -16; ///< a capital behind a small letter: the sign that the halves are swapped

/// Russian letters in the order of KOI8's bytes 0xC0 to 0xDF (small) and 0xE0 to 0xFF (capitals).
constexpr std::u16string_view koi8_order = u"юабцдефгхийклмнопярстужвьызшэщчъ";

/// What a byte is in a charset.
struct Letter {
    int weight = weight_of_sign;
    bool is_small = false;
    bool is_capital = false;

    constexpr bool is_letter() const { return is_small || is_capital; }
};

using UpperLetters = std::array<Letter, 128>; // of the bytes from 0x80 on

constexpr UpperLetters windows_1251 = [] {
    UpperLetters table{};
    for (std::size_t i = 0; i < 32; ++i) {
        table[0x40 + i] = {.weight = weights[i], .is_small = false, .is_capital = true};
        table[0x60 + i] = {.weight = weights[i], .is_small = true, .is_capital = false};
    }
    for (const std::size_t byte : {0xB8U, 0xB3U, 0xBFU, 0xBAU, 0xB4U})
        table[byte - 0x80] = {.weight = 0, .is_small = true};
    for (const std::size_t byte : {0xA8U, 0xB2U, 0xAFU, 0xAAU, 0xA5U})
        table[byte - 0x80] = {.weight = 0, .is_capital = true};
    return table;
}();

constexpr UpperLetters koi8 = [] {
    UpperLetters table{};
    for (std::size_t i = 0; i < 32; ++i) {
        const int weight = weights[koi8_order[i] - u'а'];
        table[0x40 + i] = {.weight = weight, .is_small = true, .is_capital = false};
        table[0x60 + i] = {.weight = weight, .is_small = false, .is_capital = true};
    }
    for (const std::size_t byte : {0xA3U, 0xA4U, 0xA6U, 0xA7U, 0xADU})
        table[byte - 0x80] = {.weight = 0, .is_small = true};
    for (const std::size_t byte : {0xB3U, 0xB4U, 0xB6U, 0xB7U, 0xBDU})
        table[byte - 0x80] = {.weight = 0, .is_capital = true};
    return table;
}();

bool is_upper(char c) { return static_cast<std::uint8_t>(c) >= 0x80; }

/// How well the words of a text fit.
struct Score {
    int letters = 0; ///< in words of nothing else
    int foreign = 0; ///< bytes from 0x80 on beside ASCII letters, as in Western languages
    int fit_windows_1251 = 0;
    int fit_koi8 = 0;
};

const Letter& letter_of(char c, const UpperLetters& charset) { return charset[static_cast<std::uint8_t>(c) - 0x80U]; }

/// `word` without the quotes and dashes around it.
std::string_view without_signs(std::string_view word, const UpperLetters& charset) {
    while (!word.empty() && !letter_of(word.front(), charset).is_letter()) word.remove_prefix(1);
    while (!word.empty() && !letter_of(word.back(), charset).is_letter()) word.remove_suffix(1);
    return word;
}

int fit(std::string_view word, const UpperLetters& charset) {
    int sum = 0;
    bool after_small = false;
    for (const char c : without_signs(word, charset)) {
        const Letter& letter = letter_of(c, charset);
        sum += letter.weight;
        if (letter.is_capital && after_small) sum += weight_of_late_capital;
        after_small = letter.is_small;
    }
    return sum;
}

/// Scores the run of upper bytes at the start of `text`, returns its size.
std::size_t score_run(std::string_view text, bool after_ascii_letter, Score& score) {
    std::size_t size = 0;
    while (size < text.size() && is_upper(text[size])) ++size;
    const int length = static_cast<int>(size);
    if (after_ascii_letter || (size < text.size() && is_ascii_letter(text[size]))) {
        score.foreign += length;
    } else if (size > 1) { // single ones are as often quotes and dashes
        score.letters += length;
        score.fit_windows_1251 += fit(text.substr(0, size), windows_1251);
        score.fit_koi8 += fit(text.substr(0, size), koi8);
    }
    return size;
}

Score score_of(std::string_view text) {
    Score score;
    bool after_ascii_letter = false;
    while (!text.empty()) {
        if (is_upper(text.front())) text.remove_prefix(score_run(text, after_ascii_letter, score));
        after_ascii_letter = !text.empty() && is_ascii_letter(text.front());
        if (!text.empty()) text.remove_prefix(1);
    }
    return score;
}

} // namespace

std::optional<std::string_view> guess_cyrillic(std::string_view bytes, Certainty certainty) {
    const std::size_t sample = certainty == Certainty::sure ? 8192 : 65536;
    const Score score = score_of(bytes.substr(ascii_prefix(bytes), sample));
    const int best = std::max(score.fit_windows_1251, score.fit_koi8);
    const int least_letters = certainty == Certainty::sure ? 24 : 4;
    const int least_fit = certainty == Certainty::sure ? score.letters : 0;
    if (score.letters < least_letters || best < least_fit || score.foreign * 4 > score.letters) return std::nullopt;
    return score.fit_koi8 > score.fit_windows_1251 ? "koi8-r" : "windows-1251";
}

} // namespace arna

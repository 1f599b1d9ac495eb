#pragma once
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/folding.hpp"
#include "feeds/text/words/look_alikes.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace arna {

/// What one character folds to, whatever surrounds it.
struct Folded {
    static constexpr std::uint8_t latin = 1;
    static constexpr std::uint8_t cyrillic = 2;
    static constexpr std::uint8_t both = latin | cyrillic;

    std::array<char, 6> bytes{};
    std::uint8_t size = 0;
    std::uint8_t scripts : 2 = 0;   ///< of the letter
    std::uint8_t ends_word : 1 = 0; ///< not part of a word
    std::uint8_t needs_icu : 1 = 0; ///< depends on its neighbours
    std::uint8_t in_words : 1 = 0;  ///< is_word_character()
    std::uint8_t inside : 1 = 0;    ///< is_inside_word()
};

/// The characters that make up nearly all of our texts: Latin, Greek, Cyrillic and general punctuation.
class FoldTable {
public:
    explicit FoldTable(bool loose) {
        for (char32_t c = 0; c < alphabets_end; ++c) rows_[c] = row(c, loose);
        for (char32_t c = 0; c < punctuation_size; ++c) rows_[alphabets_end + c] = row(punctuation + c, loose);
    }

    static const FoldTable& get(bool loose) {
        static const FoldTable strict_table(false);
        static const FoldTable loose_table(true);
        return loose ? loose_table : strict_table;
    }

    /// The row of the character at `at`, which is moved behind it; null for characters outside the table.
    const Folded* take(std::string_view text, std::size_t& at) const {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        return byte < 0x80 ? &rows_[text[at++] & 0x7F] : find(text, at);
    }

private:
    static constexpr std::uint32_t alphabets_end = 0x540;
    static constexpr char32_t punctuation = 0x2000;
    static constexpr std::uint32_t punctuation_size = 0x80;

    /// The row of a character of two or three bytes.
    const Folded* find(std::string_view text, std::size_t& at) const {
        const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<std::uint8_t>(text[at + i]); };
        const auto is_tail = [](std::uint32_t b) { return (b & 0xC0U) == 0x80; };
        const std::size_t left = text.size() - at;
        if (left >= 2 && byte(0) >= 0xC2 && byte(0) < (0xC0U | (alphabets_end >> 6U)) && is_tail(byte(1))) {
            const Folded* found = &rows_[((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU)];
            at += 2;
            return found;
        }
        if (left >= 3 && byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81) && is_tail(byte(2))) {
            const Folded* found = &rows_[alphabets_end + (((byte(1) & 1U) << 6U) | (byte(2) & 0x3FU))];
            at += 3;
            return found;
        }
        return nullptr;
    }

    static Folded row(char32_t c, bool loose) {
        Folded folded;
        std::string character;
        append_utf8(character, c);
        const std::string result = folded_by_icu(character, loose);
        const bool is_mark = u_getCombiningClass(static_cast<UChar32>(c)) != 0;
        if (is_mark || result.size() > folded.bytes.size()) {
            folded.needs_icu = 1;
            return folded;
        }
        std::ranges::copy(result, folded.bytes.begin());
        folded.size = static_cast<std::uint8_t>(result.size());
        const Script script = script_of(c);
        folded.scripts = script == Script::latin ? Folded::latin : script == Script::cyrillic ? Folded::cyrillic : 0;
        folded.ends_word = has_word_characters_only(result) ? 0 : 1;
        folded.in_words = is_word_character(c) ? 1 : 0;
        folded.inside = is_inside_word(c) ? 1 : 0;
        return folded;
    }

    /// Whether a folded character, which may be empty, does not end a word.
    static bool has_word_characters_only(std::string_view folded) {
        for (std::size_t at = 0; at < folded.size();) {
            if (!is_word_character(next_code_point(folded, at))) return false;
        }
        return true;
    }

    std::array<Folded, alphabets_end + punctuation_size> rows_{};
};

} // namespace arna

#pragma once
#include <array>
#include <cstdint>
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

    friend bool operator==(const Folded&, const Folded&) = default;
};

/// The characters that make up nearly all of our texts: Latin, Greek, Cyrillic and general punctuation, a constant
/// (fold_rows.cpp), for to ask ICU about each of them would take a program longer than to read a page; and Chinese,
/// Japanese and Korean ones, which fold to themselves.
class FoldTable {
public:
    static constexpr char32_t alphabets_end = 0x540;
    static constexpr char32_t punctuation = 0x2000; ///< the first of it
    static constexpr char32_t punctuation_size = 0x80;
    using Rows = std::array<Folded, alphabets_end + punctuation_size>;

    explicit constexpr FoldTable(const Rows& rows) : rows_(rows) {}

    static const FoldTable& get(bool loose);

    /// What the character at `at` folds to. Moves `at` behind it, but not where it says `needs_icu` of a character that
    /// it does not know.
    Folded take(std::string_view text, std::size_t& at) const {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        return byte < 0x80 ? rows_[text[at++] & 0x7F] : find(text, at);
    }

    /// Syllables and ideographs that fold to themselves, whatever surrounds them, and are characters of words.
    /// Requires: its UTF-8 begins with E1 to EF.
    static constexpr bool is_unchanged(char32_t c) {
        return (c >= U'\u3041' && c <= U'\u3096') || (c >= U'\u30A1' && c <= U'\u30FA') || c == U'\u30FC' ||
               (c >= U'\u4E00' && c <= U'\u9FFF') || (c >= U'\uAC00' && c <= U'\uD7A3');
    }

private:
    /// The row of a character of two or three bytes.
    Folded find(std::string_view text, std::size_t& at) const {
        const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<std::uint8_t>(text[at + i]); };
        const auto is_tail = [](std::uint32_t b) { return (b & 0xC0U) == 0x80; };
        const std::size_t left = text.size() - at;
        if (left >= 2 && byte(0) >= 0xC2 && byte(0) < (0xC0U | (alphabets_end >> 6U)) && is_tail(byte(1))) {
            const Folded found = rows_[((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU)];
            at += 2;
            return found;
        }
        if (left >= 3 && byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81) && is_tail(byte(2))) {
            const Folded found = rows_[alphabets_end + (((byte(1) & 1U) << 6U) | (byte(2) & 0x3FU))];
            at += 3;
            return found;
        }
        if (left >= 3 && is_tail(byte(1)) && is_tail(byte(2))) {
            const char32_t c = ((byte(0) & 0xFU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
            if (is_unchanged(c)) {
                const Folded found{
                    .bytes = {text[at], text[at + 1], text[at + 2]}, .size = 3, .in_words = 1, .inside = 1};
                at += 3;
                return found;
            }
        }
        return {.needs_icu = 1};
    }

    Rows rows_;
};

} // namespace arna

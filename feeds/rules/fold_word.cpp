#include "feeds/rules/fold_word.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <array>
#include <cstdint>

namespace arna {
namespace {

/// What fold() makes of the Cyrillic letters of two bytes, U+0400 to U+04FF, each alone; size 0 where it is not two bytes too.
class CyrillicTable {
public:
    explicit CyrillicTable(bool loose) {
        for (char32_t c = 0x400; c < 0x500; ++c) {
            std::string letter;
            append_utf8(letter, c);
            const std::string folded = fold(letter, loose);
            const bool is_mark = c >= 0x482 && c < 0x48A;
            if (folded.size() == 2 && !is_mark) letters_[c - 0x400] = {folded[0], folded[1]};
        }
    }

    static const CyrillicTable& get(bool loose) {
        static const CyrillicTable strict_table(false);
        static const CyrillicTable loose_table(true);
        return loose ? loose_table : strict_table;
    }

    /// The folded letter of two bytes; zeros where the table does not know.
    const std::array<char, 2>& operator()(char lead, char trail) const {
        return letters_[((static_cast<unsigned>(lead) & 3U) << 6U) | (static_cast<unsigned>(trail) & 0x3FU)];
    }

private:
    std::array<std::array<char, 2>, 256> letters_{};
};

constexpr bool is_cyrillic_lead(char c) {
    return static_cast<unsigned char>(c) >= 0xD0 && static_cast<unsigned char>(c) <= 0xD3;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Appends a word of Cyrillic letters and digits only; says whether it was one.
bool append_cyrillic(std::string& out, std::string_view word, const CyrillicTable& table) {
    const std::size_t begin = out.size();
    out.resize(begin + word.size());
    char* to = out.data() + begin;
    for (std::size_t i = 0; i < word.size();) {
        if (is_digit(word[i])) {
            *to++ = word[i++];
            continue;
        }
        if (!is_cyrillic_lead(word[i]) || i + 1 == word.size()) break;
        const auto& letter = table(word[i], word[i + 1]);
        if (letter[0] == 0) break;
        *to++ = letter[0];
        *to++ = letter[1];
        i += 2;
    }
    const bool is_whole = to == out.data() + out.size();
    if (!is_whole) out.resize(begin);
    return is_whole;
}

/// Appends a word of ASCII letters and digits only; says whether it was one.
bool append_ascii(std::string& out, std::string_view word) {
    if (ascii_prefix(word) != word.size()) return false;
    for (const char c : word) {
        if (c == '\'' || c == '`') return false;
    }
    for (const char c : word) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return true;
}

void append_folded(std::string& out, std::string_view word, bool loose) {
    const bool is_plain = append_ascii(out, word) || append_cyrillic(out, word, CyrillicTable::get(loose));
    if (!is_plain) out += fold(word, loose);
}

} // namespace

void append_folded_word(std::string& out, std::string_view word) { append_folded(out, word, false); }

void append_loosely_folded_word(std::string& out, std::string_view word) { append_folded(out, word, true); }

} // namespace arna

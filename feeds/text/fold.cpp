#include "feeds/text/folding.hpp"
#include "feeds/text/look_alikes.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

namespace arna {
namespace {

/// What one character becomes, whatever stands around it.
struct Folded {
    static constexpr std::uint8_t latin = 1;
    static constexpr std::uint8_t cyrillic = 2;
    static constexpr std::uint8_t both = latin | cyrillic;

    std::array<char, 6> bytes{};
    std::uint8_t size = 0;
    std::uint8_t scripts : 2 = 0;   ///< of which the letter is
    std::uint8_t ends_word : 1 = 0; ///< it is no part of a word
    std::uint8_t needs_icu : 1 = 0; ///< it depends on its neighbours
};

/// The characters that nearly all of our texts consist of: Latin, Greek, Cyrillic, and general punctuation.
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

    const Folded& ascii(std::uint8_t byte) const { return rows_[byte]; }

    /// The row of the character of two or three bytes at `at`, whose size is added to `at`; nothing for others.
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

private:
    static constexpr std::uint32_t alphabets_end = 0x540;
    static constexpr char32_t punctuation = 0x2000;
    static constexpr std::uint32_t punctuation_size = 0x80;

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
        folded.ends_word = is_inside_word(result) ? 0 : 1;
        return folded;
    }

    /// Whether what a character becomes does not end a word; nothing does not.
    static bool is_inside_word(std::string_view folded) {
        for (std::size_t at = 0; at < folded.size();) {
            if (!is_word_character(next_code_point(folded, at))) return false;
        }
        return true;
    }

    std::array<Folded, alphabets_end + punctuation_size> rows_{};
};

/// Folds whole words (what blanks separate) of `text` into `out`, which has room for three times the text and eight bytes
/// more, as long as the table knows them. Moves `out` behind what was written; returns how many bytes it has done.
std::size_t fold_by_table(std::string_view text, const FoldTable& table, char*& out) {
    std::size_t done = 0;
    char* done_out = out;
    unsigned scripts = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        const Folded* folded = byte < 0x80 ? &table.ascii(text[at++] & 0x7F) : table.find(text, at);
        if (folded == nullptr || folded->needs_icu != 0) break;
        std::memcpy(out, folded->bytes.data(), sizeof folded->bytes);
        out += folded->size;
        scripts |= folded->scripts;
        if (folded->ends_word == 0 && at < text.size()) continue;
        if (scripts == Folded::both) break; // there may be look-alikes to repair
        scripts = 0;
        if (byte == ' ' || byte == '\n' || at == text.size()) {
            done = at;
            done_out = out;
        }
    }
    out = done_out;
    return done;
}

/// Size of the first piece of `text` that can be folded on its own: up to a blank, of some kilobytes if there is a choice.
std::size_t piece_size(std::string_view text) {
    constexpr std::size_t wanted = 4096;
    if (text.size() <= wanted) return text.size();
    std::size_t blank = text.find_last_of(" \n", wanted);
    if (blank == std::string_view::npos) blank = text.find_first_of(" \n", wanted);
    return blank == std::string_view::npos ? text.size() : blank + 1;
}

} // namespace

std::string fold(std::string_view text, bool loose) {
    std::string out;
    out.reserve(text.size() + piece_size(text) * 2 + sizeof(Folded));
    append_folded(out, text, loose);
    return out;
}

void append_folded(std::string& out, std::string_view text, bool loose) {
    const FoldTable& table = FoldTable::get(loose);
    while (!text.empty()) {
        const std::string_view piece = text.substr(0, piece_size(text));
        const std::size_t size = out.size();
        std::size_t done = 0;
        out.resize_and_overwrite(size + piece.size() * 3 + sizeof(Folded), [&](char* data, std::size_t) {
            char* end = data + size;
            done = fold_by_table(piece, table, end);
            return static_cast<std::size_t>(end - data);
        });
        text.remove_prefix(done);
        if (done == piece.size()) continue;
        const std::size_t word = std::min(text.find_first_of(" \n"), text.size());
        out += folded_by_icu(text.substr(0, word), loose);
        text.remove_prefix(word);
    }
}

} // namespace arna

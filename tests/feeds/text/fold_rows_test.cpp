#include "feeds/text/utf8.hpp"
#include "feeds/text/words/fold_table.hpp"
#include "feeds/text/words/folding.hpp"
#include "feeds/text/words/look_alikes.hpp"
#include "feeds/text/words/words.hpp"

#include <catch2/catch.hpp>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace arna {
namespace {

/// Whether a folded character, which may be empty, does not end a word.
bool has_word_characters_only(std::string_view folded) {
    for (std::size_t at = 0; at < folded.size();) {
        if (!is_word_character(next_code_point(folded, at))) return false;
    }
    return true;
}

std::string utf8(char32_t c) {
    std::string text;
    append_utf8(text, c);
    return text;
}

/// What ICU makes of a character.
Folded row_of(char32_t c, bool loose) {
    Folded folded;
    const std::string result = folded_by_icu(utf8(c), loose);
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

std::vector<char32_t> characters_of_table() {
    std::vector<char32_t> all;
    for (char32_t c = 0; c < FoldTable::alphabets_end; ++c) all.push_back(c);
    for (char32_t c = 0; c < FoldTable::punctuation_size; ++c) all.push_back(FoldTable::punctuation + c);
    return all;
}

std::string as_source(const Folded& row) {
    const std::string_view text(row.bytes.data(), row.size);
    bool is_printed = true; // a control, or a mark, would not be seen in a source
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<UChar32>(next_code_point(text, at));
        is_printed = is_printed && (c == ' ' || u_isgraph(c) != 0) && u_getCombiningClass(c) == 0;
    }
    std::string out = "f(\"";
    for (const char c : text) {
        if (is_printed) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
            continue;
        }
        char octal[8];
        std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += octal;
    }
    const unsigned flags =
        row.scripts | (row.ends_word << 2U) | (row.needs_icu << 3U) | (row.in_words << 4U) | (row.inside << 5U);
    char number[8];
    std::snprintf(number, sizeof number, "%u", flags);
    return out + "\", " + number + ")";
}

} // namespace

TEST_CASE("the table of folded characters says what ICU says of each", "[text][fold]") {
    for (const bool loose : {false, true}) {
        for (const char32_t c : characters_of_table()) {
            const std::string text = utf8(c);
            std::size_t at = 0;
            const Folded row = FoldTable::get(loose).take(text, at);
            CAPTURE(loose, static_cast<std::uint32_t>(c));
            CHECK(at == text.size());
            CHECK(row == row_of(c, loose));
        }
    }
}

TEST_CASE("what the table says to be unchanged is so for ICU", "[text][fold]") {
    for (char32_t c = 0x800; c < 0x10000; ++c) {
        const std::string text = utf8(c);
        std::size_t at = 0;
        if (!FoldTable::is_unchanged(c)) continue;
        const bool is_right = FoldTable::get(false).take(text, at) == row_of(c, false) &&
                              FoldTable::get(true).take(text, at = 0) == row_of(c, true) && at == text.size();
        if (!is_right) FAIL_CHECK(static_cast<std::uint32_t>(c));
    }
}

/// text_test "[print_fold_rows]" prints what feeds/text/words/fold_rows.cpp has to say.
TEST_CASE("the rows of the table of folded characters", "[.][print_fold_rows]") {
    std::string rows;
    std::string loose_rows;
    std::size_t width = 0;
    for (const char32_t c : characters_of_table()) {
        const Folded row = row_of(c, false);
        const std::string source = as_source(row) + ",";
        rows += width == 0 ? "    " : " ";
        rows += source;
        width = (width + 1) % 6;
        if (width == 0) rows += '\n';
        const Folded loose = row_of(c, true);
        if (loose == row) continue;
        char code_point[16];
        std::snprintf(code_point, sizeof code_point, "0x%04X", static_cast<unsigned>(c));
        loose_rows += std::string("    {") + code_point + ", " + as_source(loose) + "},\n";
    }
    std::printf("constexpr FoldTable::Rows strict_rows = {{\n%s}};\n\n"
                "constexpr LooseRow loose_rows[] = {\n%s};\n",
                rows.c_str(), loose_rows.c_str());
}

} // namespace arna

#include "feeds/text/unicode.hpp"

#include "feeds/text/characters.hpp"
#include "feeds/text/escaped_text.hpp"
#include "feeds/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace arna {

TEST_CASE("code points are read and written back alike", "[text][utf8]") {
    for (char32_t c = 0; c < 0x110000; c += 7) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string text;
        append_utf8(text, c);
        std::size_t at = 0;
        REQUIRE(next_code_point(text, at) == c);
        REQUIRE(at == text.size());
        REQUIRE(code_point_before(text, text.size()) == c);
        REQUIRE(utf8_prefix(text) == text.size());
    }
}

TEST_CASE("what is not UTF-8 becomes one U+FFFD for each maximal part", "[text][utf8]") {
    struct Case {
        std::string_view bytes;
        std::string_view repaired;
    };
    const auto [bytes, repaired] = GENERATE(values<Case>({
        {"a\x80z", "a\uFFFDz"},
        {"\xC0\xAF", "\uFFFD\uFFFD"},                     // overlong
        {"\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD"},           // overlong
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},           // a surrogate
        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"}, // beyond the last plane
        {"\xF0\x9F\x98", "\uFFFD"},                       // cut
        {"\xD0z", "\uFFFDz"},
        {"\xE2\x80", "\uFFFD"},
        {"қ\xD0", "қ\uFFFD"},
    }));
    CAPTURE(repaired);
    CHECK(repair_utf8(bytes) == repaired);
    CHECK(utf8_prefix(bytes) < bytes.size());
    CHECK(xml_characters(bytes) == repaired);
}

TEST_CASE("a long text is valid up to its first broken byte", "[text][utf8]") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "ascii қазақша 日本 😀 ";
    CHECK(utf8_prefix(text) == text.size());
    for (std::size_t at = 0; at < 60; ++at) {
        std::string broken = text;
        broken[at] = '\xFF';
        const std::size_t good = utf8_prefix(broken);
        CHECK(good <= at);
        CHECK(at - good < 4);
    }
}

TEST_CASE("xml_characters drops what XML 1.0 does not allow, and U+007F to U+009F", "[text][unicode]") {
    CHECK(xml_characters(std::string_view("a\0b\x01\x1F\x7F\tc\r\n", 10)) == "ab\tc\r\n");
    CHECK(xml_characters("a\uFFFEb\uFFFFc\uFFFDd\uFEFF") == "abc\uFFFDd\uFEFF");
    CHECK(xml_characters("\uE000\u0080\U0010FFFF\u0085\u009F\u00A0") == "\uE000\U0010FFFF\u00A0");
    CHECK(xml_characters("") == "");
    CHECK(xml_characters("a\x01\xFF\x01\xC3\xA9\xEF\xBF\xBE\xE2\x82") == "a\uFFFD\u00E9\uFFFD");
    std::string mixed, kept;
    for (int i = 0; i < 200'000; ++i) {
        mixed += "\x01\xD3\x99\xFF";
        kept += "\u04D9\uFFFD";
    }
    CHECK(xml_characters(mixed) == kept);
}

TEST_CASE("white space of every kind collapses", "[text][unicode]") {
    CHECK(collapse_space("  а \t\n б\u00A0\u2003в \u3000") == "а б в");
    CHECK(collapse_space("\u2028a\u0085b") == "a b");
    CHECK(collapse_space("a\u200Bb") == "a\u200Bb"); // no space: it marks where a line may break
    CHECK(collapse_space(" \n ") == "");
    CHECK(collapse_space("one two") == "one two");
}

TEST_CASE("white space collapses alike wherever it stands in a long text", "[text][unicode]") {
    const std::string words = "Бір екі three four five алты жеті восемь nine он 一二三";
    for (const std::string_view space : {"  ", " \n", "\t", "\u00A0", "\u2003", "\u3000 ", " \u1680"}) {
        for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at + 1)) {
            CAPTURE(space, at);
            const std::string changed = words.substr(0, at) + std::string(space) + words.substr(at + 1);
            CHECK(collapse_space(changed) == words);
            CHECK(collapse_space(std::string(space) + changed + std::string(space)) == words);
        }
    }
}

TEST_CASE("a text is truncated at a word and says so", "[text][unicode]") {
    struct Case {
        std::string_view text;
        std::size_t limit;
        std::string_view cut;
    };
    const auto [text, limit, cut] = GENERATE(values<Case>({
        {"Бір екі үш төрт", 80, "Бір екі үш төрт"},
        {"Бір екі", 7, "Бір екі"},
        {"Бір екі үш төрт", 9, "Бір екі…"},
        {"Бір екі үш төрт", 8, "Бір екі…"},
        {"Бір екі үш төрт", 7, "Бір…"},
        {"Бір,\u00A0екі үш", 6, "Бір,…"},
        {"Толықтырылмаған", 5, "Толы…"}, // one word: within it
        {"абв", 1, "…"},
        {"абв", 0, ""},
        {"", 0, ""},
    }));
    CAPTURE(text, limit);
    CHECK(truncate_at_word(text, limit) == cut);
    CHECK(code_points(truncate_at_word(text, limit)) <= limit);
}

TEST_CASE("a cut does not take a mark from its letter", "[text][unicode]") {
    CHECK(truncate_at_word("e\u0301e\u0301e\u0301e\u0301", 4) == "e\u0301…");
}

TEST_CASE("canonical composition", "[text][unicode]") {
    CHECK(to_nfc("и\u0306е\u0308") == "йё");
    CHECK(to_nfc("plain") == "plain");
    CHECK(to_nfc("қазақ") == "қазақ");
    CHECK(to_nfc("ﬁ") == "ﬁ");
}

TEST_CASE("canonical composition keeps thirty marks of a letter", "[text][unicode]") {
    std::string text = "x";
    for (int i = 0; i < 500'000; ++i) text += "\u0323\u0301";
    CHECK(code_points(to_nfc(text)) == 31);
    CHECK(code_points(to_nfc("x\u0323\u0301")) == 3);
}

TEST_CASE("the beginning of a text is cut between characters", "[text][unicode]") {
    CHECK(utf8_beginning("aқ😀", 100) == "aқ😀");
    CHECK(utf8_beginning("aқ😀", 3) == "aқ");
    for (const std::size_t limit : {4U, 5U, 6U}) CHECK(utf8_beginning("aқ😀", limit) == "aқ");
    CHECK(utf8_beginning("aқ", 2) == "a");
    CHECK(utf8_beginning("\x80\x80\x80\x80\x80\x80", 4).size() >= 1);
}

TEST_CASE("foreign text in a log obeys nobody and stays short", "[text][unicode]") {
    CHECK(escaped_text("a\nb\r\tc\"d\\e") == "a\\nb\\r\\tc\\\"d\\\\e");
    CHECK(escaped_text("\u007F\u0085\u009B\u202E\u2066\u200F\u061C\u2028") ==
          "\\u007f\\u0085\\u009b\\u202e\\u2066\\u200f\\u061c\\u2028");
    CHECK(escaped_text("қазақша") == "қазақша");
    CHECK(escaped_text("ққққққ", 5) == "қққ…");
}

TEST_CASE("code points are counted", "[text][unicode]") {
    CHECK(code_points("") == 0);
    CHECK(code_points("aқ日😀") == 4);
}

TEST_CASE("what no text holds is found wherever it stands", "[text][unicode]") {
    const std::string long_text = "Қазақстан «жаңалықтары»\u00A0— 2026\r\n\tabc … \U0001F600";
    CHECK(text_prefix(long_text) == long_text.size());
    CHECK(find_no_text(long_text) == long_text.size());
    const auto* wrong = GENERATE("\x01", "\x7F", "\u0080", "\u009F", "\uFFFE", "\uFFFF");
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string before(size, 'a');
        const auto text = before + wrong + std::string(20, 'b');
        CHECK(text_prefix(text) == size);
        CHECK(find_no_text(text) == size);
        CHECK(xml_characters(text) == before + std::string(20, 'b'));
        CHECK(text_prefix(before + "\xFF" + std::string(20, 'b')) == size);
        CHECK(utf8_prefix(before + "ж\xD0 " + std::string(20, 'b')) == size + 2);
    }
}

} // namespace arna

#include "feeds/html/char_refs.hpp"

#include "feeds/html/char_refs_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace arna;

TEST_CASE("The table of named references is in byte order, so that it can be searched", "[html][char_refs]") {
    CHECK(std::ranges::is_sorted(named_char_refs, {}, &NamedCharRef::name));
    CHECK(std::ranges::adjacent_find(named_char_refs, {}, &NamedCharRef::name) == named_char_refs.end());
}

TEST_CASE("Every named reference is found by its name", "[html][char_refs]") {
    for (const NamedCharRef& named : named_char_refs) {
        const std::string text = "&" + std::string(named.name);
        CAPTURE(text);
        const CharRef ref = read_char_ref(text, CharRefPlace::text);
        CHECK(ref.length == text.size());
        CHECK(ref.first == named.first);
        CHECK(ref.second == named.second);
    }
}

TEST_CASE("References in text are decoded as browsers do", "[html][char_refs]") {
    struct Case {
        const char* raw;
        const char* decoded;
    };
    const auto [raw, decoded] = GENERATE(values<Case>({
        {"", ""},
        {"no reference", "no reference"},
        {"&amp;&lt;&gt;&quot;", "&<>\""},
        {"&laquo;Бір&raquo;", "«Бір»"},
        {"&amp", "&"},
        {"&notit;", "¬it;"},
        {"&notin;", "∉"},
        {"a&b", "a&b"},
        {"&", "&"},
        {"&;", "&;"},
        {"&nosuchname;", "&nosuchname;"},
        {"&#1178;&#x49A;&#X49a", "ҚҚҚ"},
        {"&#;&#x;&#xg", "&#;&#x;&#xg"},
        {"&#150;&#x80;", "–€"},
        {"&#0;&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"&NotEqualTilde;", "≂̸"},
        {"a\r\nb\rc", "a\nb\nc"},
        {"&amp;lt;", "&lt;"},
    }));
    CAPTURE(raw);
    CHECK(decode_char_refs(raw) == decoded);
}

TEST_CASE("In an attribute a name without ';' is no reference before '=' or a letter", "[html][char_refs]") {
    struct Case {
        const char* raw;
        const char* decoded;
    };
    const auto [raw, decoded] = GENERATE(values<Case>({
        {"?a=1&copy=2", "?a=1&copy=2"},
        {"?a=1&copy2", "?a=1&copy2"},
        {"?a=1&copy", "?a=1©"},
        {"?a=1&copy;=2", "?a=1©=2"},
        {"?a=1&amp=2", "?a=1&amp=2"},
    }));
    CAPTURE(raw);
    CHECK(decode_char_refs(raw, CharRefPlace::attribute) == decoded);
}

#include "tests/feeds/identity/made_feed.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace arna;

namespace {

const IdentityScope one{"zakon.kz", "one"};
const IdentityScope same_site{"zakon.kz", "two"};
const IdentityScope elsewhere{"tengrinews.kz", "three"};

std::set<Ident> idents(const CleanFeed& feed) {
    std::set<Ident> found;
    for (const auto& item : feed.items) found.insert(item.ident);
    return found;
}

std::vector<std::string> titles(const CleanFeed& feed) {
    std::vector<std::string> found;
    for (const auto& item : feed.items) found.push_back(item.entry.title);
    return found;
}

} // namespace

TEST_CASE("An item is known by its id, whatever else changes", "[identity]") {
    const auto first = ident_of({"tag:zakon.kz,2026:1", "https://zakon.kz/1", "A", "text"});
    CHECK(first == ident_of({"tag:zakon.kz,2026:1", "https://zakon.kz/2", "B", "other"}));
    CHECK(first != ident_of({"tag:zakon.kz,2026:2", "https://zakon.kz/1", "A", "text"}));
}

TEST_CASE("The ident is SHA-256 over scope, kind and key with their lengths, cut to 16 bytes", "[identity]") {
    const Ident expected{0x32, 0x53, 0x84, 0x4D, 0x90, 0x9E, 0x6B, 0x0B,
                         0x45, 0xD7, 0x6E, 0x20, 0xA2, 0xB1, 0x07, 0x5C};
    CHECK(ident_of({.id = "42"}) == expected);
}

TEST_CASE("An id that is an absolute IRI belongs to the site, any other to the source", "[identity]") {
    struct Case {
        std::string id;
        bool is_of_site;
    };
    const auto [id, is_of_site] = GENERATE(values<Case>({
        {"https://zakon.kz/1", true},
        {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", true},
        {"tag:zakon.kz,2026:1", true},
        {"42", false},
        {"/news/1", false},
        {"12:30", false},
        {"a title: of sorts", false},
        {"c:/feeds/1", false},
        {"http:/1", false},
        {"https://", false},
    }));
    CAPTURE(id);
    CHECK((ident_of({.id = id}, one) == ident_of({.id = id}, same_site)) == is_of_site);
    CHECK(ident_of({.id = id}, one) != ident_of({.id = id}, elsewhere));
}

TEST_CASE("Spellings of one address are one id", "[identity]") {
    const auto spelling =
        GENERATE(values<std::string>({"http://zakon.kz/1", "https://www.zakon.kz/1", "https://zakon.kz:443/1",
                                      "https://zakon.kz/1?utm_source=rss"}));
    CAPTURE(spelling);
    CHECK(ident_of({.id = spelling}) == ident_of({.id = "https://zakon.kz/1"}));
    CHECK(ident_of({.link = spelling}) == ident_of({.link = "https://zakon.kz/1"}));
}

TEST_CASE("A fragment tells items of one page apart", "[identity]") {
    CHECK(ident_of({.id = "https://zakon.kz/#1"}) != ident_of({.id = "https://zakon.kz/#2"}));
}

TEST_CASE("Without an id the link identifies, within the site; without both the content, within the source",
          "[identity]") {
    CHECK(ident_of({.link = "https://zakon.kz/1", .title = "A"}) ==
          ident_of({.link = "https://zakon.kz/1", .title = "B"}, same_site));
    CHECK(ident_of({.title = "A", .content = "<p>x</p>"}) == ident_of({.title = "A", .content = "<p>x</p>"}));
    CHECK(ident_of({.title = "A", .content = "<p>x</p>"}) != ident_of({.title = "A", .content = "<p>y</p>"}));
    CHECK(ident_of({.title = "A"}, one) != ident_of({.title = "A"}, same_site));
}

TEST_CASE("Kinds do not mix: an id is not the same link", "[identity]") {
    CHECK(ident_of({.id = "https://zakon.kz/1"}) != ident_of({.link = "https://zakon.kz/1"}));
}

TEST_CASE("An article told twice stays once, the first", "[identity]") {
    CHECK(titles(identified({{"1", "", "A", "x"}, {"2", "", "B", "y"}, {"1", "", "A", "x"}})) ==
          std::vector<std::string>{"A", "B"});
    const auto edited = identified({{"1", "https://zakon.kz/1", "A", "new"}, {"1", "https://zakon.kz/1", "A", "old"}});
    REQUIRE(edited.items.size() == 1);
    CHECK(edited.items[0].entry.content.str() == "new");
    CHECK(edited.problems.at(0).code == "item-repeated");
}

TEST_CASE("A feed that repeats one guid keeps all its items, and each its identity when a new one comes",
          "[identity]") {
    const std::string guid = GENERATE("1", "https://zakon.kz/");
    const MadeItem a{guid, "https://zakon.kz/a", "A", "a"}, b{guid, "https://zakon.kz/b", "B", "b"},
        c{guid, "https://zakon.kz/c", "C", "c"};
    const auto before = idents(identified({b, a}));
    const auto after = idents(identified({c, b, a}));
    CHECK(before.size() == 2);
    CHECK(after.size() == 3);
    CHECK(std::ranges::includes(after, before));
}

TEST_CASE("A feed that links every item to its home page keeps all its items", "[identity]") {
    const std::string home = "https://zakon.kz/";
    CHECK(idents(identified({{"", home, "A", "a"}, {"", home, "B", "b"}, {"", home, "", "c"}})).size() == 3);
    CHECK(idents(identified({{home, home, "A", "a"}, {home, home, "B", "b"}})).size() == 2);
}

TEST_CASE("A published urn is a version 8 UUID of the ident", "[identity]") {
    const Ident ident{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0xFF, 0x77, 0xFF, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF};
    CHECK(entry_urn(ident) == "urn:uuid:00112233-4455-8f77-bf99-aabbccddeeff");
}

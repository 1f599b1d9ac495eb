#include "feeds/pipeline/pipeline.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace arna;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);
const ReadOptions usual{.source = "a", .site = "zakon.kz"};

std::string item(const std::string& id, const std::string& title) {
    return "<item><guid isPermaLink='false'>" + id + "</guid><title>" + title + "</title><link>https://zakon.kz/" +
           title + "</link></item>";
}

CleanFeed read(const std::string& items, const SeenItems& seen = {}, const ReadOptions& options = usual,
               const std::string& url = "https://zakon.kz/feed") {
    const auto document = "<rss version='2.0'><channel><title>Zakon</title>" + items + "</channel></rss>";
    return read_feed({.bytes = document, .url = url}, options, noon, seen).value();
}

std::vector<std::string> titles(const CleanFeed& feed) {
    std::vector<std::string> found;
    for (const auto& one : feed.items) found.push_back(one.entry.title);
    return found;
}

} // namespace

TEST_CASE("an item that stood in the last document word for word is not read again, but is there", "[pipeline][seen]") {
    const auto first = read(item("1", "one") + item("2", "two"));
    REQUIRE(first.items.size() == 2);
    CHECK(first.unchanged.empty());
    const auto second = read(item("3", "three") + item("2", "two"), SeenItems(first.seen));
    CHECK(titles(second) == std::vector<std::string>{"three"});
    CHECK(second.unchanged == std::vector{first.items[1].ident});
    const auto third = read(item("3", "three") + item("2", "two"), SeenItems(second.seen));
    CHECK(third.items.empty());
    CHECK(third.unchanged.size() == 2);
}

TEST_CASE("an item that changed is read, and keeps its ident", "[pipeline][seen]") {
    const auto first = read(item("1", "one") + item("2", "two"));
    const auto second = read(item("1", "uno") + item("2", "two"), SeenItems(first.seen));
    REQUIRE(titles(second) == std::vector<std::string>{"uno"});
    CHECK(second.items[0].ident == first.items[0].ident);
}

TEST_CASE("other options of the source or another address have everything read again", "[pipeline][seen]") {
    const auto first = read(item("1", "one"));
    const SeenItems seen(first.seen);
    REQUIRE(read(item("1", "one"), seen).items.empty());
    auto options = usual;
    SECTION("language") { options.language = "kk"; }
    SECTION("time zone") { options.time_zone = "Asia/Almaty"; }
    SECTION("site") { options.site = "other.kz"; }
    const auto url = options.language.empty() && options.time_zone.empty() && options.site == usual.site
                         ? "https://zakon.kz/other"
                         : "https://zakon.kz/feed";
    CHECK(read(item("1", "one"), seen, options, url).items.size() == 1);
}

TEST_CASE("an item that is told twice is there once", "[pipeline][seen]") {
    const auto twice = item("1", "one") + item("1", "one");
    const auto first = read(twice);
    REQUIRE(first.items.size() == 1);
    const auto second = read(twice + item("2", "two"), SeenItems(first.seen));
    CHECK(titles(second) == std::vector<std::string>{"two"});
    CHECK(second.unchanged.size() == 1);
}

TEST_CASE("idents are the same whether the last document is known or not", "[pipeline][seen]") {
    const std::vector<std::string> documents = {
        item("1", "one"),
        item("1", "two") + item("1", "one"), // a guid that every item has
        item("1", "three") + item("1", "two") + item("1", "one"),
        item("1", "three") + item("2", "four"),
        item("1", "three") + item("1", "three") + item("2", "five"),
    };
    std::vector<SeenItem> seen;
    for (const auto& document : documents) {
        const auto whole = read(document);
        const auto known = read(document, SeenItems(seen));
        std::set<Ident> all, found(known.unchanged.begin(), known.unchanged.end());
        for (const auto& one : whole.items) all.insert(one.ident);
        for (const auto& one : known.items) found.insert(one.ident);
        CHECK(found == all);
        CHECK(known.items.size() + known.unchanged.size() == whole.items.size());
        seen = known.seen;
    }
}

TEST_CASE("a fingerprint differs with bytes, address and options", "[pipeline][seen]") {
    const Document document{.bytes = "<rss/>", .url = "https://zakon.kz/feed"};
    const auto known = fingerprint(document, usual);
    CHECK(fingerprint(document, usual) == known);
    CHECK(fingerprint({.bytes = "<rss />", .url = document.url}, usual) != known);
    CHECK(fingerprint({.bytes = document.bytes, .url = "https://zakon.kz/"}, usual) != known);
    CHECK(fingerprint(document, {.source = "a", .site = "zakon.kz", .language = "kk"}) != known);
    CHECK(fingerprint(document, {.source = "a", .site = "zakon.kz", .time_zone = "Asia/Almaty"}) != known);
}

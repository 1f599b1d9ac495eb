#include "tests/feeds/identity/made_feed.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

using namespace arna;
using namespace std::chrono_literals;

namespace {

Entry full_entry() {
    Entry entry;
    entry.id = "tag:zakon.kz,2026:1";
    entry.link = "https://zakon.kz/1";
    entry.title = "Title";
    entry.summary = Sanitizer::trusted("summary");
    entry.content = Sanitizer::trusted("content");
    entry.authors = {{.name = "A", .email = "a@zakon.kz", .uri = "https://zakon.kz/a"}};
    entry.categories = {{.term = "x"}, {.term = "y", .scheme = "s"}};
    entry.enclosures = {{.url = "https://zakon.kz/1.mp3", .type = "audio/mpeg", .length = 5}};
    entry.picture = {.url = "https://zakon.kz/1.jpg", .credit = "Zakon.kz"};
    entry.rights = "©";
    return entry;
}

std::uint64_t hash_with(const std::function<void(Entry&)>& edit) {
    auto entry = full_entry();
    edit(entry);
    auto feed = Cleaner::empty_feed();
    feed.items.push_back({.entry = std::move(entry)});
    identify(feed, {"zakon.kz", "one"});
    return feed.items.at(0).content_hash;
}

} // namespace

TEST_CASE("The content hash differs for every difference that a reader would see", "[identity][content_hash]") {
    const std::vector<std::function<void(Entry&)>> edits{
        [](Entry&) {},
        [](Entry& e) { e.title += "!"; },
        [](Entry& e) { e.summary = Sanitizer::trusted("summary "); },
        [](Entry& e) { e.content = Sanitizer::trusted("Content"); },
        [](Entry& e) { std::swap(e.summary, e.content); },
        [](Entry& e) { e.link = "https://zakon.kz/2"; },
        [](Entry& e) { e.authors.clear(); },
        [](Entry& e) { e.contributors = e.authors; },
        [](Entry& e) { std::swap(e.contributors, e.authors); },
        [](Entry& e) { e.categories.pop_back(); },
        [](Entry& e) { e.categories[0].label = "X"; },
        [](Entry& e) { e.enclosures.clear(); },
        [](Entry& e) { e.picture.credit.clear(); },
        [](Entry& e) { e.rights.clear(); },
        [](Entry& e) { e.provenance.title = "Elsewhere"; },
        [](Entry& e) { e.title = "Titlesummary", e.summary = {}; },
    };
    std::set<std::uint64_t> hashes;
    for (const auto& edit : edits) hashes.insert(hash_with(edit));
    CHECK(hashes.size() == edits.size());
}

TEST_CASE("The content hash does not move with what no reader sees, and carries its version",
          "[identity][content_hash]") {
    const auto plain = hash_with([](Entry&) {});
    CHECK(plain >> 56 == 1);
    CHECK(plain == hash_with([](Entry& e) { e.id = "new in every answer"; }));
    CHECK(plain == hash_with([](Entry& e) { e.published = e.updated = Time(1s); }));
    CHECK(plain == hash_with([](Entry& e) { e.link = "http://www.zakon.kz/1?utm_source=rss"; }));
    CHECK(plain == hash_with([](Entry& e) { std::swap(e.categories[0], e.categories[1]); }));
    CHECK(plain == hash_with([](Entry& e) { e.enclosures[0].length = 6; }));
}

#include "feeds/identity/content_hash.hpp"

#include "feeds/html/plain_text.hpp"
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
    PlainTexts plain{.summary = plain_text(entry.summary.str()), .content = plain_text(entry.content.str())};
    feed.items.push_back({.entry = std::move(entry), .plain = std::move(plain)});
    identify(feed, {"zakon.kz", "one"});
    return feed.items.at(0).content_hash;
}

} // namespace

TEST_CASE("The content hash differs for every difference that a reader would see", "[identity][content_hash]") {
    const std::vector<std::function<void(Entry&)>> edits{
        [](Entry&) {},
        [](Entry& e) { e.title += "!"; },
        [](Entry& e) { e.summary = Sanitizer::trusted("sum mary"); },
        [](Entry& e) { e.content = Sanitizer::trusted("content <img src=\"https://zakon.kz/2.jpg\">"); },
        [](Entry& e) { e.content = Sanitizer::trusted("content <img src=\"https://zakon.kz/3.jpg\">"); },
        [](Entry& e) { e.content = Sanitizer::trusted("content <img src=\"https://zakon.kz/image?id=3\">"); },
        [](Entry& e) { e.content = Sanitizer::trusted("content <video src=\"https://zakon.kz/3.mp4\"></video>"); },
        [](Entry& e) { e.picture.url = "https://zakon.kz/4.jpg"; },
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
    CHECK(plain >> 56 == 2);
    CHECK(plain == hash_with([](Entry& e) { e.id = "new in every answer"; }));
    CHECK(plain == hash_with([](Entry& e) { e.published = e.updated = Time(1s); }));
    CHECK(plain == hash_with([](Entry& e) { e.link = "http://www.zakon.kz/1?utm_source=rss"; }));
    CHECK(plain == hash_with([](Entry& e) { std::swap(e.categories[0], e.categories[1]); }));
    CHECK(plain == hash_with([](Entry& e) { e.enclosures[0].length = 6; }));
}

TEST_CASE("Markup, white space and the sizes of pictures are no revision", "[identity][content_hash]") {
    const auto with = [](const std::string& content, const std::string& picture) {
        return hash_with([&](Entry& e) {
            e.content = Sanitizer::trusted(content);
            e.picture.url = picture;
        });
    };
    const auto plain =
        with("<p>One <b>two</b>, three.</p><img src=\"https://zakon.kz/1.jpg\">", "https://zakon.kz/1.jpg");
    CHECK(plain == with("<div class=\"text\"><div><p>One  <b>two</b>, three.</p>\n"
                        "<img alt=\"\" width=\"640\" src=\"https://zakon.kz/1.jpg\"></div></div>",
                        "https://zakon.kz/1.jpg"));
    CHECK(plain ==
          with("One<br>two, three.<img src=\"https://zakon.kz/1-300x200.jpg\">", "http://www.zakon.kz/1-1024x768.jpg"));
    CHECK(plain == with("<p>One <a href=\"https://zakon.kz/2?utm_source=rss\">two</a>, three.</p>"
                        "<img src=\"https://zakon.kz/1.jpg?w=300&amp;h=200\">",
                        "https://zakon.kz/1.jpg?resize=300%2C200"));
    CHECK(plain != with("<p>One <b>two</b>, three.</p>", "https://zakon.kz/1.jpg"));
    CHECK(plain != with("<p>Onetwo, three.</p><img src=\"https://zakon.kz/1.jpg\">", "https://zakon.kz/1.jpg"));
    CHECK(plain !=
          with("<p>One <b>two</b>, three.</p><img src=\"https://zakon.kz/1.jpg?page=2\">", "https://zakon.kz/1.jpg"));
}

TEST_CASE("The exact hash differs for markup too, and not for ids and dates", "[identity][content_hash]") {
    const auto plain = exact_hash(full_entry());
    const auto with = [](const std::function<void(Entry&)>& edit) {
        auto entry = full_entry();
        edit(entry);
        return exact_hash(entry);
    };
    CHECK(plain == with([](Entry& e) { e.id = "another"; }));
    CHECK(plain == with([](Entry& e) { e.published = e.updated = Time(1s); }));
    CHECK(plain != with([](Entry& e) { e.content = Sanitizer::trusted("<b>content</b>"); }));
    CHECK(plain != with([](Entry& e) { e.picture.width = 640; }));
    CHECK(plain != with([](Entry& e) { e.enclosures[0].length = 6; }));
}

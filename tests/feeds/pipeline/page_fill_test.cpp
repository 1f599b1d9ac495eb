#include "feeds/pipeline/page_fill.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/pipeline/pipeline.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;

/// The one item of an RSS feed with these elements in it.
CleanItem item(const std::string& elements) {
    auto feed = read_feed({.bytes = "<rss version='2.0'><channel><title>T</title><item>"
                                    "<link>https://kaz.example.kz/1</link>" +
                                    elements + "</item></channel></rss>",
                           .url = "https://kaz.example.kz/rss"},
                          {.source = "a", .site = "example.kz"}, noon);
    REQUIRE(feed);
    REQUIRE(feed->items.size() == 1);
    return std::move(feed->items.front());
}

PagePart page(const std::string& text = "<p>Алматы жастары жұмысшы кәсіптерін дамытты.</p>") {
    PagePart part;
    part.entry.title = "2025 жылы 300 мыңнан астам жас";
    part.entry.content = sanitize(text);
    part.entry.lang = "kk";
    part.entry.authors = {{.name = "Айгерим Тарина"}};
    part.entry.categories = {{.term = "Қоғам", .scheme = "page:section", .is_section = true},
                             {.term = "#Референдум-2026", .scheme = "page:label"}};
    part.entry.picture = {.url = "https://img.example.kz/a/city.jpg", .credit = "Zakon.kz"};
    part.entry.published = noon - 2h;
    return part;
}

std::vector<std::string> terms(const CleanItem& item) {
    std::vector<std::string> found;
    for (const auto& category : item.entry.categories) found.push_back(category.term);
    return found;
}

} // namespace

TEST_CASE("a page fills what its item lacks", "[pipeline][page]") {
    auto bare = item("<title>Тақырып</title>");
    const auto ident = bare.ident;
    const auto hash = bare.content_hash;
    fill(bare, page());
    CHECK(bare.entry.title == "Тақырып"); // it had one
    CHECK(bare.entry.content.str() == "<p>Алматы жастары жұмысшы кәсіптерін дамытты.</p>");
    CHECK(bare.plain.content == "Алматы жастары жұмысшы кәсіптерін дамытты.");
    CHECK(bare.entry.is_content_of_page);
    CHECK(bare.entry.authors.front().name == "Айгерим Тарина");
    CHECK(bare.entry.published == noon - 2h);
    CHECK(bare.entry.picture.credit == "Zakon.kz");
    CHECK(bare.entry.lang == "kk");
    CHECK(terms(bare) == std::vector<std::string>{"Қоғам", "#Референдум-2026"});
    CHECK(bare.ident == ident);
    CHECK(bare.content_hash != hash);
}

TEST_CASE("what the item says itself stands", "[pipeline][page]") {
    auto full = item("<title>T</title><author>own@example.kz (Own)</author><pubDate>Mon, 23 Feb 2026 05:55:00 GMT"
                     "</pubDate><description>Мұнда мақаланың толық мәтіні берілген: ол бетте жазылғаннан ұзағырақ, "
                     "сондықтан бет мәтіні алынбайды.</description>"
                     "<enclosure url='https://img.example.kz/b/other.jpg' type='image/jpeg' length='1'/>");
    const auto before = full.entry;
    fill(full, page());
    CHECK(full.entry.authors == before.authors);
    CHECK(full.entry.published == before.published);
    CHECK(full.entry.content.empty());
    CHECK_FALSE(full.entry.is_content_of_page);
    CHECK(full.entry.picture.url == before.picture.url);
    CHECK(full.entry.picture.credit.empty()); // it is another picture's
}

TEST_CASE("a day, or a time counted from the visit, gives way to the moment that the page tells", "[pipeline][page]") {
    const auto filled = [](Time told, bool is_rough) {
        auto listed = item("<title>T</title>");
        listed.entry.published = told;
        listed.entry.is_published_rough = is_rough;
        fill(listed, page());
        return listed.entry.published;
    };
    CHECK(filled(noon - 12h, true) == noon - 2h);
    CHECK(filled(noon - 1h, true) == noon - 2h);
    CHECK(filled(noon - 12h, false) == noon - 12h);
    CHECK(filled(noon - 36h, true) == noon - 36h); // it is another day's
}

TEST_CASE("a credit is filled in for the same picture under another address", "[pipeline][page]") {
    auto with_picture =
        item("<title>T</title>"
             "<enclosure url='https://cdn.example.kz/small/city.jpg?w=300' type='image/jpeg' length='1'/>");
    fill(with_picture, page());
    CHECK(with_picture.entry.picture.url == "https://cdn.example.kz/small/city.jpg?w=300");
    CHECK(with_picture.entry.picture.credit == "Zakon.kz");
}

TEST_CASE("categories are joined, each once, and the page's section is one all the same", "[pipeline][page]") {
    auto labelled = item("<title>T</title><category>қоғам</category><category>Жастар</category>");
    fill(labelled, page());
    CHECK(terms(labelled) == std::vector<std::string>{"қоғам", "Жастар", "Қоғам", "#Референдум-2026"});
    CHECK(labelled.entry.categories[2].is_section);
    auto again = item("<title>T</title><category domain='section'>Саясат</category>"
                      "<category>Референдум 2026</category>");
    fill(again, page());
    CHECK(terms(again) == std::vector<std::string>{"Саясат", "Референдум 2026", "Қоғам"});
}

TEST_CASE("the same page gives the same hashes, and nothing is filled in twice", "[pipeline][page]") {
    auto once = item("<title>T</title><category>Жастар</category>");
    fill(once, page());
    auto again = item("<title>T</title><category>Жастар</category>");
    fill(again, page());
    CHECK(once.content_hash == again.content_hash);
    CHECK(once.exact_hash == again.exact_hash);
    const auto entry = once.entry;
    fill(once, page());
    CHECK(once.entry == entry);
    fill(again, page("<p>Алматы жастары жұмысшы кәсіптерін дамытты және тағы да бірдеңе.</p>"));
    CHECK(once.content_hash != again.content_hash);
}

TEST_CASE("an item that was stored is the item that it was", "[pipeline][page]") {
    const auto told = item("<title>T</title><description>Аңдатпа &lt;b&gt;мәтін&lt;/b&gt;</description>");
    const auto again = told_item(told.entry, told.ident);
    CHECK(again.content_hash == told.content_hash);
    CHECK(again.exact_hash == told.exact_hash);
    CHECK(again.plain == told.plain);
    CHECK(again.ident == told.ident);
}

TEST_CASE("letters are counted, not bytes and blanks", "[pipeline][page]") {
    CHECK(letters_of({.summary = "", .content = "Қоғам  мен\n саясат"}) == 14);
    CHECK(letters_of({.summary = "абвг", .content = "аб"}) == 4);
    CHECK(letters_of({}) == 0);
}

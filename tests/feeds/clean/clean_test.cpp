#include "feeds/clean/clean.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

const Time now = *parse_date("2026-02-23T12:00:00Z");

Text html(std::string value) { return {.value = std::move(value), .type = Text::Type::html}; }

Text plain(std::string value) { return {.value = std::move(value)}; }

CleanFeed cleaned(RawFeed raw, const CleanOptions& options = {.base = "https://h.kz/rss"}) {
    return clean(std::move(raw), options, now);
}

/// The entry that becomes of an item that `fill` makes.
template <class Fill>
Entry entry_of(Fill&& fill, const CleanOptions& options = {.base = "https://h.kz/rss"}) {
    RawFeed raw;
    raw.lang = "ru";
    fill(raw.items.emplace_back());
    return cleaned(std::move(raw), options).items.at(0).entry;
}

} // namespace

TEST_CASE("Titles are plain, single-spaced, and repaired where they were escaped twice", "[clean]") {
    struct Case {
        const char* value;
        Text::Type type;
        const char* title;
    };
    const auto [value, type, title] = GENERATE(values<Case>({
        {" a \n  b ", Text::Type::plain, "a b"},
        {"AT&T", Text::Type::plain, "AT&T"},
        {"1 < 2", Text::Type::plain, "1 < 2"},
        {"AT&amp;T", Text::Type::plain, "AT&T"},
        {"AT&amp;amp;T", Text::Type::html, "AT&T"},
        {"&amp;laquo;Бір&amp;raquo;", Text::Type::html, "«Бір»"},
        {"&lt;b&gt;жаңа&lt;/b&gt; сөз", Text::Type::html, "жаңа сөз"},
        {"<b>жаңа</b> сөз", Text::Type::plain, "жаңа сөз"},
        {"The <b> element", Text::Type::plain, "The <b> element"},
        {"R&D; Q&A", Text::Type::plain, "R&D; Q&A"},
        {"<p>a</p><p>b</p>", Text::Type::html, "a b"},
        {"a\x01\x02 b", Text::Type::plain, "a b"},
        {"application", Text::Type::other, ""},
    }));
    CAPTURE(value);
    CHECK(entry_of([&](RawItem& item) { item.title = {.value = value, .type = type}; }).title == title);
}

TEST_CASE("Content is sanitised, absolute, and without tracking parameters", "[clean]") {
    const Entry entry = entry_of([](RawItem& item) {
        item.content = {html("<p onclick=x>a <a href='b?utm_source=c&d=1'>e</a><script>f</script><img src=g></p>")};
        item.content[0].base = "https://o.kz/p/";
    });
    CHECK(entry.content.str() == "<p>a <a href=\"https://o.kz/p/b?d=1\">e</a><img src=\"https://o.kz/p/g\"></p>");
}

TEST_CASE("What stays relative is dropped and its text kept", "[clean]") {
    const Entry entry = entry_of(
        [](RawItem& item) {
            item.content = {html("<a href=b>c</a><img src=d alt=e>")};
            item.link = "/f";
        },
        {});
    CHECK(entry.content.str() == "ce");
    CHECK(entry.link.empty());
}

TEST_CASE("Plain content becomes paragraphs", "[clean]") {
    const Entry entry = entry_of([](RawItem& item) { item.content = {plain("a < b\nc\n\n d & e")}; });
    CHECK(entry.content.str() == "<p>a &lt; b<br>c</p><p> d &amp; e</p>");
}

TEST_CASE("Content is the first markup that lies in the document, else the first plain text", "[clean]") {
    const Text elsewhere{.src = "https://o.kz/x"};
    const Text image{.value = "AAAA", .type = Text::Type::other, .media_type = "image/png"};
    CHECK(entry_of([&](RawItem& item) {
              item.content = {elsewhere, image, plain("a"), html("b"), html("c")};
          }).content.str() == "b");
    CHECK(entry_of([&](RawItem& item) { item.content = {elsewhere, plain("a")}; }).content.str() == "<p>a</p>");
    CHECK(entry_of([&](RawItem& item) { item.content = {elsewhere, image}; }).content.empty());
}

TEST_CASE("A summary that says what the content says is dropped", "[clean]") {
    const Entry same = entry_of([](RawItem& item) {
        item.summary = plain("a b");
        item.content = {html("<p>a <b>b</b></p>")};
    });
    CHECK(same.summary.empty());
    const Entry shorter = entry_of([](RawItem& item) {
        item.summary = html("a");
        item.content = {html("a b")};
    });
    CHECK(shorter.summary.str() == "a");
    const Entry only = entry_of([](RawItem& item) { item.summary = html("a"); });
    CHECK(only.summary.str() == "a");
    CHECK(only.content.empty());
}

TEST_CASE("Addresses of other schemes are dropped from every field, ids stay as they are", "[clean]") {
    const std::string bad =
        GENERATE("javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///etc/passwd", "java\tscript:x");
    CAPTURE(bad);
    RawFeed raw;
    raw.id = raw.link = raw.self = raw.icon = raw.logo = raw.moved_to = bad;
    raw.hubs = {bad};
    raw.authors = {{.name = "a", .uri = bad, .avatar = bad}};
    RawItem& item = raw.items.emplace_back();
    item.id = item.link = item.comments = item.via = item.image = bad;
    item.authors = raw.authors;
    item.enclosures = {{.url = bad, .type = "image/png"}};
    item.media = {{.url = bad, .medium = "image", .thumbnails = {{.url = bad}}}, {.url = bad, .medium = "video"}};
    item.categories = {{.term = "t", .scheme = bad}};
    item.source = RawSource{.id = "x", .link = bad, .self = bad};
    const CleanFeed feed = cleaned(std::move(raw));
    const FeedFacts& facts = feed.facts;
    for (const auto& field : {facts.link, facts.self, facts.icon, facts.logo, feed.moved_to}) CHECK(field.empty());
    CHECK(feed.hubs.empty());
    CHECK(facts.authors.at(0) == Person{.name = "a"});
    const Entry& entry = feed.items.at(0).entry;
    CHECK_FALSE(entry.id.empty());
    for (const auto& field :
         {entry.link, entry.comments, entry.via, entry.picture.url, entry.provenance.link, entry.provenance.self}) {
        CHECK(field.empty());
    }
    CHECK(entry.enclosures.empty());
    CHECK(entry.categories.at(0).scheme.empty());
}

TEST_CASE("A redirecting link or file gives way to the address that it stands for", "[clean]") {
    const auto entry = entry_of([](RawItem& item) {
        item.link = "https://feedproxy.example/~r/1";
        item.enclosures = {{.url = "https://feedproxy.example/~5/1.mp3", .type = "audio/mpeg"}};
        item.ext = {{"feedburner:origLink", {"https://h.kz/1"}},
                    {"feedburner:origEnclosureLink", {"https://h.kz/1.mp3"}}};
    });
    CHECK(entry.link == "https://h.kz/1");
    REQUIRE(entry.enclosures.size() == 1);
    CHECK(entry.enclosures[0].url == "https://h.kz/1.mp3");
    CHECK(entry_of([](RawItem& item) {
              item.link = "https://h.kz/2";
              item.ext = {{"feedburner:origLink", {"javascript:alert(1)"}}};
          }).link == "https://h.kz/2");
}

TEST_CASE("Dates that cannot be true are absent", "[clean]") {
    struct Case {
        const char* date;
        bool is_sane;
    };
    const auto [date, is_sane] = GENERATE(values<Case>({
        {"2026-02-23T12:00:00Z", true},
        {"2026-02-24T12:00:00Z", true},
        {"2026-02-24T12:00:01Z", false},
        {"1990-01-01T00:00:00Z", true},
        {"1989-12-31T23:59:59Z", false},
        {"9999-01-01T00:00:00Z", false},
    }));
    CAPTURE(date);
    const Entry entry =
        entry_of([moment = parse_date(date)](RawItem& item) { item.published = item.updated = moment; });
    CHECK(entry.published.has_value() == is_sane);
    CHECK(entry.updated.has_value() == is_sane);
}

TEST_CASE("The only date of an item is when it was published", "[clean]") {
    const auto day = parse_date("2026-02-01T00:00:00Z");
    CHECK(entry_of([&](RawItem& item) { item.updated = day; }).published == day);
    CHECK(entry_of([&](RawItem& item) { item.created = day; }).published == day);
    CHECK_FALSE(entry_of([&](RawItem& item) { item.created = day; }).updated);
}

TEST_CASE("Whose language an item has", "[clean]") {
    const std::string kazakh =
        "Бұл туралы қаланың Жастар саясаты басқармасының өкілдері өткен жылдың қорытындысы бойынша есеп беру барысында "
        "мәлімдеді. Қазақстанда жарияланған Жұмысшы мамандықтар жылы аясында іс-шара ұйымдастырылды.";
    const auto with = [&](auto&& fill, const CleanOptions& options = {}) {
        return entry_of(
                   [&](RawItem& item) {
                       item.content = {html("<p>" + kazakh + "</p>")};
                       item.content[0].lang = "ru"; // inherited: the feed's
                       fill(item);
                   },
                   options)
            .lang;
    };
    CHECK(with([](RawItem&) {}) == "kk");
    CHECK(with([](RawItem& item) { item.content[0].lang = "en_US"; }) == "en-US");
    CHECK(with([](RawItem& item) { item.lang = "de", item.content[0].lang = "en"; }) == "de");
    CHECK(with([](RawItem& item) { item.lang = "de"; }, {.language = "uz"}) == "uz");
    CHECK(with([](RawItem& item) { item.content = {html("short")}; }) == "ru");
}

TEST_CASE("Authors of the feed are not copied to its items", "[clean]") {
    RawFeed raw;
    raw.authors = {{.name = "Editor"}};
    raw.items.emplace_back().title = plain("a");
    CHECK(cleaned(std::move(raw)).items.at(0).entry.authors.empty());
}

TEST_CASE("Hashtags are found in title and text", "[clean]") {
    const Entry entry = entry_of([](RawItem& item) {
        item.title = plain("#Референдум-2026");
        item.summary = html("<p>b #Алматы</p><p>#референдум_2026</p>");
    });
    CHECK(entry.hashtags == std::vector<std::string>{"Референдум-2026", "Алматы"});
}

TEST_CASE("Enclosures come once, with what Media RSS says of sound and film", "[clean]") {
    const Entry entry = entry_of([](RawItem& item) {
        item.enclosures = {{.url = "a.mp3", .type = "Audio/MPEG; x=y", .length = 5}, {.url = "https://h.kz/a.mp3"}};
        item.media = {{.url = "https://h.kz/a.mp3", .medium = "audio"},
                      {.url = "https://h.kz/v.mp4", .type = "video/mp4", .size = 7},
                      {.url = "https://h.kz/i.png", .medium = "image"}};
    });
    REQUIRE(entry.enclosures.size() == 2);
    CHECK(entry.enclosures[0] == Enclosure{.url = "https://h.kz/a.mp3", .type = "audio/mpeg", .length = 5});
    CHECK(entry.enclosures[1] == Enclosure{.url = "https://h.kz/v.mp4", .type = "video/mp4", .length = 7});
}

TEST_CASE("How long a feed asks to be left alone", "[clean]") {
    const auto interval = [](auto&& fill) {
        RawFeed raw;
        fill(raw);
        return cleaned(std::move(raw)).update_interval;
    };
    CHECK(interval([](RawFeed& raw) { raw.ttl = 30; }) == 30min);
    CHECK(interval([](RawFeed& raw) { raw.ttl = 30, raw.update_period = "daily"; }) == 30min);
    CHECK(interval([](RawFeed& raw) { raw.update_period = " Hourly ", raw.update_frequency = 4; }) == 15min);
    CHECK(interval([](RawFeed& raw) { raw.update_period = "daily", raw.update_frequency = 0; }) == 24h);
    CHECK(interval([](RawFeed& raw) { raw.update_period = "sometimes"; }) == std::nullopt);
    CHECK(interval([](RawFeed& raw) { raw.ttl = -5; }) == std::nullopt);
}

TEST_CASE("Facts of the feed are cleaned as those of items are", "[clean]") {
    RawFeed raw;
    raw.title = html("<b>Zakon</b>&nbsp;kz");
    raw.link = "/home";
    raw.hubs = {"https://hub.kz/", "https://hub.kz/", "//hub2.kz/"};
    raw.image = FeedImage{.url = "/logo.png"};
    raw.updated = parse_date("2030-01-01T00:00:00Z");
    raw.published = parse_date("2026-01-01T00:00:00Z");
    raw.encoding = "windows-1251";
    raw.problems = {{.code = "xml-truncated"}};
    const CleanFeed feed = cleaned(std::move(raw), {.base = "https://h.kz/rss", .language = "kk"});
    CHECK(feed.facts.title == "Zakon kz");
    CHECK(feed.facts.link == "https://h.kz/home");
    CHECK(feed.facts.logo == "https://h.kz/logo.png");
    CHECK(feed.facts.lang == "kk");
    CHECK(feed.facts.updated == parse_date("2026-01-01T00:00:00Z"));
    CHECK(feed.hubs == std::vector<std::string>{"https://hub.kz/", "https://hub2.kz/"});
    CHECK(feed.encoding == "windows-1251");
    CHECK(feed.problems.size() == 1);
}

TEST_CASE("An item says where it was taken from", "[clean]") {
    const Entry entry = entry_of([](RawItem& item) {
        item.raw_hash = 7;
        item.via = "https://o.kz/via";
        item.id = "  tag:o.kz,2026:1 ";
        item.id_is_permalink = false;
        item.source =
            RawSource{.title = html("O&amp;K"), .id = "urn:o", .link = "https://o.kz/", .self = "https://o.kz/rss"};
    });
    CHECK(entry.provenance ==
          Provenance{.id = "urn:o", .title = "O&K", .link = "https://o.kz/", .self = "https://o.kz/rss"});
    CHECK(entry.via == "https://o.kz/via");
    CHECK(entry.id == "tag:o.kz,2026:1");
}

TEST_CASE("A feed of hostile size is cleaned in linear time", "[clean]") {
    RawFeed raw;
    RawItem& item = raw.items.emplace_back();
    for (int i = 0; i < 10'000; ++i) {
        const std::string n = std::to_string(i);
        item.enclosures.push_back({.url = "https://h.kz/" + n});
        item.authors.push_back({.name = n});
        item.media.push_back({.url = "https://h.kz/m" + n, .medium = "video"});
        raw.hubs.push_back("https://h.kz/" + n);
    }
    const CleanFeed feed = cleaned(std::move(raw));
    CHECK(feed.items.at(0).entry.enclosures.size() == 1000);
    CHECK(feed.hubs.size() == 1000);
}

TEST_CASE("What all items bring together is bounded", "[clean]") {
    const std::string terms = [] {
        std::string made;
        for (int i = 100; i < 900; ++i) made += std::to_string(i) + ',';
        return made;
    }();
    RawFeed raw;
    raw.items.resize(300);
    for (RawItem& item : raw.items) item.categories.push_back({.term = terms});
    std::size_t count = 0;
    std::size_t memory = 0;
    const CleanFeed feed = cleaned(std::move(raw));
    for (const CleanItem& item : feed.items) {
        count += item.entry.categories.size();
        memory += item.entry.categories.capacity() * sizeof(Category);
        for (const Category& category : item.entry.categories) memory += category.term.capacity();
    }
    CHECK(count == 200'000);
    CHECK(memory < count * 250);
}

TEST_CASE("What one item brings is bounded, and cut where it can be", "[clean]") {
    const std::string words = [] {
        std::string made;
        while (made.size() < 2 << 20) made += "сөз ";
        return made;
    }();
    RawFeed raw;
    RawItem& item = raw.items.emplace_back();
    item.id = words;
    item.link = "https://h.kz/" + std::string(10'000, 'a');
    item.title = plain(words);
    item.content.push_back(html("<p>" + words + "</p>"));
    item.categories.push_back({.term = words});
    item.categories.push_back({.term = "short", .scheme = "https://h.kz/" + std::string(10'000, 'a')});
    item.enclosures.push_back({.url = "https://h.kz/a", .type = "audio/" + std::string(10'000, 'a')});
    raw.items.push_back({.title = plain("short")});
    const CleanFeed feed = cleaned(std::move(raw));
    const Entry& entry = feed.items.at(0).entry;
    CHECK(entry.id.empty());
    CHECK(entry.link.empty());
    CHECK(entry.title.ends_with("сөз…"));
    CHECK(entry.title.size() < 8000);
    CHECK(entry.content.str().starts_with("<p>сөз"));
    CHECK(entry.content.str().ends_with("</p>"));
    CHECK(entry.content.str().size() <= (1 << 20) + 10);
    REQUIRE(entry.categories.size() == 2);
    CHECK(entry.categories.at(0).term.size() < 8000);
    CHECK(entry.categories.at(1).scheme.empty());
    CHECK(entry.enclosures.at(0).type.empty());
    REQUIRE(feed.problems.size() == 1);
    CHECK(feed.problems.at(0) == Problem{"item-too-long", "texts of 1 items are cut"});
}

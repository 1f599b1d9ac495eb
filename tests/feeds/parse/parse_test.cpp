#include "feeds/parse/parse.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace arna {
namespace {

const Problem& problem(const RawFeed& feed, const std::string& code) {
    const auto found = std::ranges::find(feed.problems, code, &Problem::code);
    REQUIRE(found != feed.problems.end());
    return *found;
}

} // namespace

TEST_CASE("problems name the line of the original document", "[parse][problems]") {
    const auto feed = parse(R"(<?xml version="1.0"?>
<!-- a comment
     of two lines -->
<!DOCTYPE rss [
<!ENTITY own "12345">
]>
<rss version="2.0"><channel>
<title>&own;&own;&nbsp;</title>
<item><title>a & b</title>
<pubDate>rubbish</pubDate></item>
<item><title>&bogus;</title><x:y>1</x:y></item>
</channel></rss>
junk)",
                            {})
                          .value();
    CHECK(problem(feed, "xml-bare-ampersand").line == 9);
    CHECK(problem(feed, "date-unreadable").line == 10);
    CHECK(problem(feed, "entity-undefined").line == 11);
    CHECK(problem(feed, "xml-undeclared-prefix").line == 11);
    CHECK(problem(feed, "xml-junk-after").line == 13);
}

TEST_CASE("lines are right in documents that had to be balanced", "[parse][problems]") {
    const auto feed = parse("<rss version='2.0'>\n<channel>\n<item><title>One</title>\n<item>\n<title>Two</titel>\n"
                            "<pubDate>rubbish</pubDate>\n</item></channel></rss>",
                            {})
                          .value();
    CHECK(feed.items.size() == 2);
    CHECK(feed.problems.front().line == 4);
    CHECK(problem(feed, "date-unreadable").line == 6);
}

TEST_CASE("a well-formed feed has no problems", "[parse][problems]") {
    const auto feed =
        parse(
            "\xEF\xBB\xBF  <?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0'><channel><title>&eacute;</title></channel></rss>\n",
            {})
            .value();
    CHECK(feed.problems.empty());
    CHECK(feed.title.value == "é");
}

TEST_CASE("dates without an offset are in the time zone of the source", "[parse][dates]") {
    const std::string rss =
        "<rss version='2.0'><channel><item><pubDate>23.02.2026 10:55</pubDate></item></channel></rss>";
    const std::string json =
        R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"date_published": "2026-02-23T10:55:00"}]})";
    for (const auto& document : {rss, json}) {
        const auto almaty = parse(document, {.base = {}, .content_language = {}, .time_zone = "Asia/Almaty"}).value();
        const auto utc = parse(document, {}).value();
        REQUIRE(almaty.items.at(0).published);
        REQUIRE(utc.items.at(0).published);
        CHECK(*utc.items[0].published - *almaty.items[0].published == std::chrono::hours(5));
    }
}

TEST_CASE("the language that came with a document holds where the feed names none", "[parse][language]") {
    const auto language_of = [](const std::string& head) {
        const ParseOptions options{.base = {}, .content_language = "kk_KZ", .time_zone = {}};
        const auto feed = parse("<rss version='2.0'" + head + "</channel></rss>", options).value();
        return feed.lang + "|" + feed.title.lang;
    };
    CHECK(language_of("><channel><title>t</title>") == "kk-KZ|kk-KZ");
    CHECK(language_of("><channel><title>t</title><language>ru</language>") == "ru|ru");
    CHECK(language_of(" xml:lang='ru'><channel><title>t</title>") == "ru|ru");
    CHECK(language_of(" xml:lang=''><channel><title>t</title>") == "|");
}

TEST_CASE("URLs are resolved against the feed's page, else its own address, else where it came from", "[parse][urls]") {
    const auto link_of = [](const std::string& head) {
        const auto document = "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>" + head +
                              "<item><link>a</link></item></channel></rss>";
        return parse(document, {.base = "https://fetched.example/dir/", .content_language = {}, .time_zone = {}})
            .value()
            .items.at(0)
            .link;
    };
    CHECK(link_of("") == "https://fetched.example/dir/a");
    CHECK(link_of("<atom:link rel='self' href='https://self.example/feed'/>") == "https://self.example/a");
    CHECK(link_of("<atom:link rel='self' href='https://self.example/feed'/><link>https://page.example/</link>") ==
          "https://page.example/a");
    CHECK(link_of("<link>/page/</link>") == "https://fetched.example/page/a");
}

TEST_CASE("an absolute URL stays as it was written", "[parse][urls]") {
    const auto feed =
        parse("<rss version='2.0'><channel><link> HTTP://Example.COM/%7Ea/../b?x=Ж#Y\n</link></channel></rss>", {})
            .value();
    CHECK(feed.link == "HTTP://Example.COM/%7Ea/../b?x=Ж#Y");
}

} // namespace arna

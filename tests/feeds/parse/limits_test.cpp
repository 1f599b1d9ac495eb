#include "feeds/parse/limits.hpp"

#include "feeds/parse/parse.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>

namespace arna {
namespace {

std::string repeated(std::string_view piece, std::size_t count) {
    std::string made;
    made.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) made += piece;
    return made;
}

std::string feed_with(std::string_view inside) {
    return fmt::format("<rss version=\"2.0\"><channel><title>t</title>{}</channel></rss>", inside);
}

Errc error_of(const std::string& document) {
    const auto feed = parse(document, {});
    REQUIRE_FALSE(feed);
    return feed.error().code;
}

/// Runs on a thread with the smallest stack that arna promises to work with.
void on_small_stack(std::function<void()> work) {
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, 256 * 1024) == 0);
    pthread_t thread{};
    const auto run = [](void* argument) -> void* {
        (*static_cast<std::function<void()>*>(argument))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &attributes, run, &work) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
}

} // namespace

TEST_CASE("a document that is nested too deeply is refused", "[parse][limits]") {
    CHECK(error_of(repeated("<a>", 100'000)) == Errc::limit_exceeded);
    CHECK(error_of(feed_with("<item><description>" + repeated("<div>", 1000) + "</description></item>")) ==
          Errc::limit_exceeded);
    CHECK(error_of("{\"items\": " + repeated("[", 100'000)) == Errc::limit_exceeded);
    CHECK(error_of("{\"items\": " + repeated("{\"a\":", 1000) + "1" + repeated("}", 1000) + "}") ==
          Errc::limit_exceeded);
}

TEST_CASE("nesting up to the limit is read on a stack of 256 KiB", "[parse][limits]") {
    const auto depth = limits::depth - 5;
    const auto document = feed_with("<item><description>" + repeated("<b>", depth) + "x" + repeated("</b>", depth) +
                                    "</description></item>");
    std::string value;
    on_small_stack([&] { value = parse(document, {}).value().items.at(0).summary.value; });
    CHECK(value == repeated("<b>", depth) + "x" + repeated("</b>", depth));
}

TEST_CASE("too many elements, attributes or parts are refused", "[parse][limits]") {
    CHECK(error_of(feed_with(repeated("<a/>", limits::elements))) == Errc::limit_exceeded);
    CHECK(error_of(feed_with(repeated("<![CDATA[]]>", limits::elements))) == Errc::limit_exceeded);
    CHECK(error_of(feed_with(repeated("<a a='' b='' c='' d='' e='' f='' g='' h=''/>", limits::attributes / 8 + 1))) ==
          Errc::limit_exceeded);
    CHECK(error_of("{\"items\": [" + repeated("[1],", 6'000'000) + "1]}") == Errc::limit_exceeded);
}

TEST_CASE("a document that is too large is refused, also when it only grows by being repaired", "[parse][limits]") {
    CHECK(error_of(std::string(limits::document_bytes + 1, ' ')) == Errc::limit_exceeded);
    CHECK(error_of(feed_with("<title>" + repeated("&", limits::document_bytes / 4) + "</title>")) ==
          Errc::limit_exceeded);
}

TEST_CASE("an element keeps a bounded number of attributes", "[parse][limits]") {
    std::string attributes;
    for (std::size_t i = 0; i < limits::attributes_of_one + 10; ++i) attributes += fmt::format(" a{}=\"\"", i);
    const auto feed =
        parse(feed_with("<item><enclosure url=\"http://e.example/1\"" + attributes + "/></item>"), {}).value();
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].enclosures.size() == 1);
}

TEST_CASE("bases in bases do not add up", "[parse][limits]") {
    const auto inner = "<b xml:base=\"" + std::string(100, 'b') + "/\">";
    const auto document = feed_with("<item><description>" + repeated(inner, 50) + "<a href=\"x\">y</a>" +
                                    repeated("</b>", 50) + "</description></item>");
    const auto text = parse(document, {.base = "http://e.example/"}).value().items.at(0).summary.value;
    const auto href = text.substr(text.find("http://e.example/"));
    CHECK(href.starts_with("http://e.example/" + std::string(100, 'b') + "/"));
    CHECK(href.find('"') <= limits::base_bytes + 1);
}

TEST_CASE("a document's own entities expand within a bound, and never one in another", "[parse][limits]") {
    const auto doctype =
        fmt::format("<!DOCTYPE rss [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;\">]>", std::string(1000, 'x'));
    const auto feed =
        parse(doctype + feed_with("<description>" + repeated("&a;", 1000) + "&b;</description>"), {}).value();
    CHECK(feed.subtitle.value.size() < limits::entity_bytes + 1000 * 3 + 10);
    CHECK(feed.subtitle.value.ends_with("&a;&b;"));
    REQUIRE_FALSE(feed.problems.empty());
    CHECK(feed.problems.back().code == "entity-refused");
}

TEST_CASE("a shape of too many coordinates is left out", "[parse][limits]") {
    const auto line = [](std::size_t positions) {
        const auto shape = "<line xmlns=\"http://www.georss.org/georss\">" + repeated("1 2 ", positions) + "</line>";
        return parse(feed_with(shape), {}).value().geo;
    };
    CHECK(line(limits::coordinates / 2).has_value());
    CHECK_FALSE(line(limits::coordinates / 2 + 1).has_value());
}

TEST_CASE("problems are listed up to a bound", "[parse][limits]") {
    const auto feed =
        parse(feed_with(repeated("<item><title>a & b</title><pubDate>x</pubDate></item>", 5000)), {}).value();
    CHECK(feed.items.size() == 5000);
    CHECK(feed.problems.size() <= limits::problems);
}

TEST_CASE("items and their parts take memory in proportion to the document", "[parse][limits]") {
    const auto* piece =
        GENERATE("</a><item>", "<item/>", "<item><title>a</title></item>", "<item><link>a</link></item>");
    CAPTURE(piece);
    const auto document = feed_with(repeated(piece, 100'000));
    const auto feed = parse(document, {}).value();
    CHECK(feed.items.size() > 1000);
    CHECK(feed.items.size() * sizeof(RawItem) <= limits::model_share * document.size() + limits::model_bytes);
    REQUIRE_FALSE(feed.problems.empty());
    CHECK(std::ranges::count(feed.problems, "feed-too-long", &Problem::code) > 0);
}

TEST_CASE("an item has a bounded number of parts for its size", "[parse][limits]") {
    const auto item = parse(feed_with("<item>" + repeated("<content>a</content>", 200'000) + "</item>"),
                            {.base = "https://feeds.example/" + std::string(200, 'd') + "/"})
                          .value()
                          .items.at(0);
    CHECK(item.content.size() > 1000);
    CHECK(item.content.size() < 200'000);
}

TEST_CASE("hostile shapes take time in proportion to their size", "[parse][limits]") {
    struct Case {
        const char* name;
        std::string piece;
    };
    const auto [name, piece] = GENERATE(values<Case>({
        {"beginnings of comments", "<!--"},
        {"beginnings of CDATA sections", "<![CDATA["},
        {"beginnings of instructions", "<?"},
        {"beginnings of declarations", "<!"},
        {"document types", "<!DOCTYPE [>"},
        {"beginnings of tags", "<a b='"},
        {"beginnings of tags with two kinds of quotes", "<a b='<a b=\""},
        {"beginnings of end tags", "</"},
        {"end tags of nothing", "</x>"},
        {"ampersands", "&"},
        {"characters that no document holds", "\x01"},
        {"references without an end",
         "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"opening brackets in text", "&lt;b "},
        {"void tags", "<br>"},
        {"roots", "</rss><rss>"},
        {"roots with prefixes", "</rss><rss xmlns:a='b'>"},
        {"roots and line ends", "</rss><rss>" + std::string(20, '\n')},
        {"items in items", "<item>"},
    }));
    CAPTURE(name);
    const auto document = "<rss version=\"2.0\"><channel><description>" + repeated(piece, 1'000'000 / piece.size());
    const auto start = std::clock(); // the processor's time: a busy machine changes nothing
    const auto feed = parse(document, {});
    const auto took = std::clock() - start;
    CHECK((feed || feed.error().code == Errc::limit_exceeded));
    CHECK(took / CLOCKS_PER_SEC <
          20); // linear reading takes a hundredth; quadratic reading of a megabyte takes minutes
}

} // namespace arna

#include "feeds/page/facts/json_ld.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

namespace arna {
namespace {

JsonLd read(std::string_view script, std::string_view page = "https://qala.kz/n/1") {
    return read_json_ld(std::array{script}, page);
}

} // namespace

TEST_CASE("Of several articles in JSON-LD the page's own counts", "[page]") {
    const auto ld = read(R"([{"@type":"NewsArticle","url":"https://qala.kz/n/2","headline":"Two"},
                             {"@type":"NewsArticle","mainEntityOfPage":{"@id":"http://www.qala.kz/n/1"},"headline":"One"}])");
    REQUIRE(ld.article);
    CHECK(ld.article->headline == "One");
}

TEST_CASE("Articles inside of a list are its items", "[page]") {
    const auto ld = read(R"({"@type":"CollectionPage","mainEntity":{"@type":"ItemList","itemListElement":[
        {"@type":"ListItem","position":1,"item":{"@type":"NewsArticle","url":"https://qala.kz/n/7","headline":"Seven"}},
        {"@type":"ListItem","position":2,"url":"https://qala.kz/n/8","name":"Eight"}]}})");
    CHECK_FALSE((ld.article && !ld.article->headline.empty()));
    REQUIRE(ld.items.size() == 2);
    CHECK(ld.items[0].headline == "Seven");
    CHECK(ld.items[1].url == "https://qala.kz/n/8");
}

TEST_CASE("Broken JSON-LD is read as far as it goes", "[page]") {
    const auto ld =
        read("<!-- {\"@type\": \"NewsArticle\", \"headline\": \"One\nline\", \"datePublished\": \"2026-02-23\", -->");
    REQUIRE(ld.article);
    CHECK(ld.article->headline == "One line");
    CHECK(ld.article->published == "2026-02-23");
    CHECK(ld.is_broken);
    CHECK_FALSE(read("{").article);
    CHECK_FALSE(read("").article);
}

TEST_CASE("A reference names its object by @id, once", "[page]") {
    const auto ld = read(R"({"@graph":[{"@type":"Article","headline":"A","author":{"@id":"#a"}},
                             {"@id":"#a","@type":"Person","name":"Алия Ким"},{"@id":"#loop","author":{"@id":"#loop"}}]})");
    REQUIRE(ld.article);
    REQUIRE(ld.article->authors.size() == 1);
    CHECK(ld.article->authors.front().name == "Алия Ким");
    CHECK(ld.article->authors.front().is_person);
}

TEST_CASE("JSON-LD beyond its bounds is left out, and said", "[page]") {
    std::string deep = R"({"@type":"Article","headline":"A","about":)";
    for (int i = 0; i < 100; ++i) deep += R"({"about":)";
    deep += "1" + std::string(101, '}');
    const auto ld = read(deep);
    REQUIRE(ld.article);
    CHECK(ld.article->headline == "A");
    CHECK(ld.is_broken);
    CHECK(read(std::string(2 << 20, ' ')).is_broken);
}

} // namespace arna

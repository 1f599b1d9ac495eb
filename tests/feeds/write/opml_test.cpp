#include "feeds/write/opml.hpp"

#include "tests/feeds/write/articles.hpp"
#include "tests/feeds/write/xml_query.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;

TEST_CASE("OPML lists every channel as a subscription", "[write][opml]") {
    Channel hostile = sample_channel();
    hostile.title = "\"<&>\x01";
    const std::vector<Channel> channels = {sample_channel(), hostile};
    const XmlQuery xml(write_opml("Арна", subscriptions_of(channels)));
    REQUIRE(xml.error() == "No error");
    CHECK(xml.one("/opml/@version") == "2.0");
    CHECK(xml.one("/opml/head/title") == "Арна");
    CHECK(xml.all("/opml/body/outline/@type") == std::vector<std::string>{"rss", "rss"});
    CHECK(xml.all("/opml/body/outline/@text") == std::vector<std::string>{"Референдум – 2026", "\"<&>"});
    CHECK(xml.one("/opml/body/outline/@xmlUrl") == "https://feeds.example.kz/tags/referendum-2026.atom");
    CHECK(xml.one("/opml/body/outline/@htmlUrl") == "https://feeds.example.kz/tags/referendum-2026");
}

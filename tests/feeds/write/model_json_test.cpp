#include "feeds/write/model_json.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <limits>
#include <string>

namespace arna {
namespace {

namespace json = boost::json;

json::object printed(const RawFeed& feed) { return json::parse(model_json(feed)).as_object(); }

Text plain(std::string value) {
    Text text;
    text.value = std::move(value);
    return text;
}

} // namespace

TEST_CASE("a feed that says nothing is its format and no items", "[write][model_json]") {
    CHECK(model_json(RawFeed{}) == R"({"format":"rss-2.0","items":[]})");
}

TEST_CASE("empty parts are left out, however deep", "[write][model_json]") {
    RawFeed feed;
    feed.generator.emplace();
    feed.image.emplace();
    feed.itunes.emplace();
    feed.cloud.emplace();
    feed.geo.emplace();
    feed.authors.emplace_back();
    feed.links.emplace_back();
    feed.ext = {{"x:y", {}}};
    feed.items.emplace_back();
    feed.items[0].media.emplace_back();
    feed.items[0].source.emplace();
    feed.items[0].content.emplace_back();
    feed.items[0].valid.emplace();
    CHECK(model_json(feed) == R"({"format":"rss-2.0","items":[{}]})");
}

TEST_CASE("a text has an empty value only where its content lies elsewhere", "[write][model_json]") {
    RawFeed feed;
    feed.title = plain("AT&T \"<b>\"");
    feed.items.emplace_back();
    Text elsewhere;
    elsewhere.type = Text::Type::other;
    elsewhere.media_type = "video/mp4";
    elsewhere.src = "https://e.example/v.mp4";
    feed.items[0].content = {elsewhere};
    const auto root = printed(feed);
    CHECK(root.at("title") == json::value{{"value", "AT&T \"<b>\""}, {"type", "text/plain"}});
    CHECK(root.at("items").at(0).at("content").at(0) ==
          json::value{{"value", ""}, {"type", "video/mp4"}, {"src", "https://e.example/v.mp4"}});
}

TEST_CASE("control characters, quotes and other scripts come back from the JSON as they were", "[write][model_json]") {
    RawFeed feed;
    feed.id = std::string("a\"b\\c\n\r\t\x01 \x1F") + "қазақша 😀";
    CHECK(printed(feed).at("id").as_string() == feed.id);
    CHECK(model_json(feed).find('\n') == std::string::npos);
}

TEST_CASE("dates are UTC with whole seconds", "[write][model_json]") {
    RawFeed feed;
    feed.updated = Time(std::chrono::milliseconds(1'771'826'100'999));
    CHECK(printed(feed).at("updated").as_string() == "2026-02-23T05:55:00Z");
}

TEST_CASE("numbers are numbers, and a port is one where it can be", "[write][model_json]") {
    RawFeed feed;
    feed.ttl = 0;
    feed.cloud = Cloud{.domain = "d", .port = "80", .path = {}, .register_procedure = {}, .protocol = {}};
    feed.geo = Geo{.shape = Geo::Shape::point, .positions = {{43.25, -76.5}}, .elevation = 1.5};
    feed.items.resize(2);
    feed.items[0].itunes.emplace().duration = 187.25;
    feed.items[0].comments_count = std::numeric_limits<std::uint64_t>::max();
    feed.items[1].id_is_permalink = false;
    const auto root = printed(feed);
    CHECK(root.at("ttl") == 0);
    CHECK(root.at("cloud").at("port") == 80);
    CHECK(root.at("geo") == json::value{{"type", "point"}, {"lat", 43.25}, {"lon", -76.5}, {"elevation", 1.5}});
    CHECK(root.at("items").at(0).at("itunes").at("duration") == 187.25);
    CHECK(root.at("items").at(0).at("comments_count") == std::numeric_limits<std::uint64_t>::max());
    CHECK(root.at("items").at(1).at("id_is_permalink") == false);
    for (const std::string port : {"rpc", "0800", "123456789012"}) {
        feed.cloud->port = port;
        CHECK(printed(feed).at("cloud").at("port").as_string() == port);
    }
}

TEST_CASE("shapes other than points have a list of points", "[write][model_json]") {
    RawFeed feed;
    feed.geo = Geo{.shape = Geo::Shape::line, .positions = {{1, 2}, {3.5, 4}}, .elevation = {}};
    CHECK(printed(feed).at("geo") == json::parse(R"({"type": "line", "points": [[1, 2], [3.5, 4]]})"));
}

TEST_CASE("flags are printed when set, and explicit whenever the feed says", "[write][model_json]") {
    RawFeed feed;
    feed.is_complete = true;
    feed.itunes.emplace().is_explicit = false;
    feed.itunes->is_blocked = true;
    feed.itunes->categories = {"A/B", "C"};
    const auto root = printed(feed);
    CHECK(root.at("complete") == true);
    CHECK_FALSE(root.contains("archive"));
    CHECK(root.at("itunes") == json::parse(R"({"explicit": false, "block": true, "categories": ["A/B", "C"]})"));
}

TEST_CASE("namespaces and extensions keep their order and their names", "[write][model_json]") {
    RawFeed feed;
    feed.namespaces = {{"", "urn:a"}, {"b", "urn:b"}};
    feed.ext = {{"podcast:person", {"One", "Two"}}, {"rating", {"r"}}};
    feed.problems = {{"xml-truncated", "cut", 7}, {"json-version-missing", "none", 0}};
    CHECK(model_json(feed) ==
          R"({"format":"rss-2.0","problems":[{"code":"xml-truncated","message":"cut","line":7},)"
          R"({"code":"json-version-missing","message":"none"}],"namespaces":{"":"urn:a","b":"urn:b"},)"
          R"("ext":{"podcast:person":["One","Two"],"rating":["r"]},"items":[]})");
}

} // namespace arna

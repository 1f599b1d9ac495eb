#include "feeds/parse/parse.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace arna {
namespace {

std::vector<std::uint64_t> hashes(const std::string& document, const ParseOptions& options = {}) {
    const auto feed = parse(document, options).value();
    std::vector<std::uint64_t> made;
    for (const auto& item : feed.items) made.push_back(item.raw_hash);
    return made;
}

const std::string one = "<item><title>One</title><guid>1</guid></item>";
const std::string two = "<item><title>Two</title><guid>2</guid></item>";

std::string rss(const std::string& items, const std::string& head = "") {
    return fmt::format("<rss version=\"2.0\"><channel><title>t</title>{}\n{}</channel></rss>", head, items);
}

} // namespace

TEST_CASE("an item has the same hash wherever it stands in its feed", "[parse][hash]") {
    const auto before = hashes(rss(one + "\n" + two));
    const auto after = hashes(rss(two + "<item><title>New</title></item>\n\n" + one, "<ttl>5</ttl>"));
    REQUIRE(before.size() == 2);
    REQUIRE(after.size() == 3);
    CHECK(before[0] != 0);
    CHECK(before[0] != before[1]);
    CHECK(after[0] == before[1]);
    CHECK(after[2] == before[0]);
}

TEST_CASE("an item that changes has another hash", "[parse][hash]") {
    CHECK(hashes(rss(one)) != hashes(rss("<item><title>One!</title><guid>1</guid></item>")));
}

TEST_CASE("what an item inherits is part of its hash", "[parse][hash]") {
    const auto plain = hashes(rss(one), {.base = "https://a.example/"});
    CHECK(hashes(rss(one), {.base = "https://a.example/"}) == plain);
    CHECK(hashes(rss(one), {.base = "https://b.example/"}) != plain);
    CHECK(hashes(rss(one, "<language>kk</language>"), {.base = "https://a.example/"}) != plain);
    CHECK(hashes(rss(one, "<link>https://c.example/</link>"), {.base = "https://a.example/"}) != plain);
    CHECK(hashes(rss(one), {.base = "https://a.example/", .content_language = {}, .time_zone = "Asia/Almaty"}) !=
          plain);
}

TEST_CASE("damage elsewhere in a feed does not change the hash of an item", "[parse][hash]") {
    const auto whole = hashes(rss(one + two));
    const auto damaged = hashes(rss("<item><title>a & b &nbsp;<b></title></item>" + one + two + "<item><title>cut"));
    REQUIRE(damaged.size() == 4);
    CHECK(damaged[1] == whole[0]);
    CHECK(damaged[2] == whole[1]);
}

TEST_CASE("entries of Atom and items of JSON Feed and CDF have hashes, too", "[parse][hash]") {
    const auto entry = std::string("<entry><id>1</id><title>x</title></entry>");
    const auto atom = hashes("<feed xmlns='http://www.w3.org/2005/Atom'>" + entry + "</feed>");
    CHECK(atom.at(0) != 0);
    CHECK(hashes("<feed xmlns='http://www.w3.org/2005/Atom'><entry/>" + entry + "</feed>").at(1) == atom.at(0));
    const auto json =
        hashes(R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "x"}, {"id": "2"}]})");
    REQUIRE(json.size() == 2);
    CHECK(json[0] != 0);
    CHECK(json[0] != json[1]);
    CHECK(hashes(R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "2"}]})").at(0) == json[1]);
    CHECK(hashes("<CHANNEL><ITEM HREF='http://e.example/'/></CHANNEL>").at(0) != 0);
}

} // namespace arna

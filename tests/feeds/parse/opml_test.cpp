#include "feeds/parse/format/opml.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;

namespace {

OpmlList read(const std::string& body) {
    auto list = read_opml("<opml version=\"2.0\"><head><title>x</title></head><body>" + body + "</body></opml>");
    REQUIRE(list);
    return std::move(*list);
}

std::vector<std::string> urls(const OpmlList& list) {
    std::vector<std::string> urls;
    for (const auto& subscription : list.subscriptions) urls.push_back(subscription.url);
    return urls;
}

} // namespace

TEST_CASE("Subscriptions of an OPML list carry their folders and categories as labels", "[parse][opml]") {
    const auto list = read(R"(
        <outline text="Жаңалықтар"><outline title=" Kazakhstan ">
          <outline type="rss" text="t" title="Zakon.kz" xmlUrl=" https://zakon.kz/rss/ " htmlUrl="https://zakon.kz/"
                   category="/News/Kazakhstan,/Politics/,law"/>
        </outline></outline>
        <outline text="Plain" xmlUrl="http://plain.example/feed"/>)");
    REQUIRE(list.subscriptions.size() == 2);
    const auto& first = list.subscriptions.front();
    CHECK(first.url == "https://zakon.kz/rss/");
    CHECK(first.title == "Zakon.kz");
    CHECK(first.page == "https://zakon.kz/");
    CHECK(first.labels == std::vector<std::string>{"Жаңалықтар", "Kazakhstan", "Politics", "law"});
    CHECK(list.subscriptions.back().title == "Plain");
    CHECK(list.subscriptions.back().labels.empty());
}

TEST_CASE("Links, inclusions and empty folders are no subscriptions", "[parse][opml]") {
    CHECK(urls(read(R"(<outline type="link" text="l" url="http://a.example/"/>
        <outline type="include" url="http://b.example/x.opml"/><outline text="empty"/><outline xmlUrl="  "/>
        <outline text="f" xmlurl="http://c.example/"/>)")) == std::vector<std::string>{"http://c.example/"});
}

TEST_CASE("An outline below a subscription is read too", "[parse][opml]") {
    CHECK(urls(read(R"(<outline xmlUrl="http://a.example/"><outline xmlUrl="http://b.example/"/></outline>)")) ==
          std::vector<std::string>{"http://a.example/", "http://b.example/"});
}

TEST_CASE("A damaged list is read as far as it goes", "[parse][opml]") {
    const auto list = read_opml(
        R"(<opml><body><outline text="a & b" xmlUrl="http://a.example/?x=1&y=2"><outline xmlUrl="http://b.example/")");
    REQUIRE(list);
    REQUIRE_FALSE(list->subscriptions.empty());
    CHECK(list->subscriptions.front().url == "http://a.example/?x=1&y=2");
    CHECK(list->subscriptions.front().title == "a & b");
}

TEST_CASE("Entities that an OPML list declares are not expanded", "[parse][opml]") {
    const auto list =
        read_opml(R"(<!DOCTYPE opml [<!ENTITY e "http://evil.example/"> <!ENTITY f SYSTEM "file:///etc/passwd">]>
        <opml><body><outline text="&e;&f;" xmlUrl="http://a.example/&e;"/></body></opml>)");
    REQUIRE(list);
    REQUIRE(list->subscriptions.size() == 1);
    CHECK(list->subscriptions.front().url.find("evil") == std::string::npos);
    CHECK(list->subscriptions.front().title.find("evil") == std::string::npos);
}

TEST_CASE("Deep folders and long lists are bounded", "[parse][opml]") {
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<outline text=\"f" + std::to_string(i) + "\">";
    deep += "<outline xmlUrl=\"http://a.example/\"/>";
    for (int i = 0; i < 100; ++i) deep += "</outline>";
    const auto list = read(deep);
    REQUIRE(list.subscriptions.size() == 1);
    CHECK(list.subscriptions.front().labels.size() == 64);

    std::string many;
    for (std::size_t i = 0; i < most_subscriptions + 7; ++i)
        many += "<outline xmlUrl=\"http://a.example/" + std::to_string(i) + "\"/>";
    const auto long_list = read(many);
    CHECK(long_list.subscriptions.size() == most_subscriptions);
    CHECK(long_list.left_out == 7);
}

TEST_CASE("What is no OPML is refused", "[parse][opml]") {
    CHECK(read_opml("<rss version=\"2.0\"><channel/></rss>").error().code == Errc::not_a_feed);
    CHECK_FALSE(read_opml(""));
    CHECK_FALSE(read_opml("plain text"));
    CHECK(read_opml(std::string((16 << 20) + 1, ' ')).error().code == Errc::limit_exceeded);
}

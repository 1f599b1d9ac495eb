#include "feeds/identity/identity.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("The site of a source is its registrable domain, host and port, or the source itself", "[identity][site]") {
    struct Case {
        std::string url, site;
    };
    const auto [url, site] = GENERATE(values<Case>({
        {"https://kaz.zakon.kz/rss/", "zakon.kz"},
        {"http://www.bbc.co.uk/feed", "bbc.co.uk"},
        {"https://user:secret@news.zakon.kz:8443/rss", "zakon.kz"},
        {"http://127.0.0.1:8080/feed", "127.0.0.1:8080"},
        {"http://127.0.0.1/feed", "127.0.0.1:80"},
        {"https://user@10.0.0.1/feed?a=b:9", "10.0.0.1:443"},
        {"http://[2001:db8::1]:81/feed", "[2001:db8::1]:81"},
        {"https://[2001:db8::1]/feed", "[2001:db8::1]:443"},
        {"http://localhost:3000/feed", "localhost:3000"},
        {"http://feeds.feedburner.com/x", "name"},
        {"https://somebody.livejournal.com/data/rss", "name"},
        {"https://somebody.wordpress.com/feed/", "name"},
        {"https://rsshub.example.kz/telegram/channel/x", "name"},
        {"https://rsshub.app/x", "name"},
        {"https://notmedium.com/feed", "notmedium.com"},
        {"", "name"},
    }));
    CAPTURE(url);
    CHECK(site_of(url, "name") == site);
}

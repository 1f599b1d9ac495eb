#include "daemon/poll/poll.hpp"

#include "feeds/text/date/date.hpp"
#include "tests/daemon/poll/polling.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(PollingWorld, "a first poll stores the items and their tags, and tells which tags changed", "[poll]") {
    origin.on("/feed", reply(200, {{"ETag", "\"1\""}}, rss({"apple", "pear"})));
    const auto polling = this->polling({{"fruit", "apple"}, {"none", "plum"}});
    const auto report = polling->poll_one();
    CHECK(report.outcome == PollOutcome::stored);
    CHECK(report.status == 200);
    CHECK(report.added == 2);
    CHECK(report.next == clock.now() + polling->state("a").wait);
    REQUIRE(polling->members("fruit").size() == 1);
    CHECK(polling->members("fruit").front().entry.title == "apple");
    CHECK(polling->members("fruit").front().reason.contains("apple"));
    CHECK(polling->members("none").empty());
    CHECK(polling->changes.since(0).tags.size() == 1);
    CHECK(polling->articles("a").size() == 2);
}

TEST_CASE_METHOD(PollingWorld, "the second request sends the validators byte for byte, and a 304 is not parsed",
                 "[poll]") {
    const std::string etag = "W/\"odd -gzip\"", modified = "2026-02-23 10:55:00 +0600";
    origin.on("/feed", [&](const OriginRequest&, int hit) {
        return hit == 1 ? reply(200, {{"ETag", etag}, {"Last-Modified", modified}}, rss({"apple"})) : reply(304);
    });
    const auto polling = this->polling();
    polling->poll_one();
    CHECK(polling->poll().empty()); // not due
    clock.advance(11min);
    CHECK(polling->poll_one().outcome == PollOutcome::unchanged);
    const auto requests = origin.requests("/feed");
    REQUIRE(requests.size() == 2);
    CHECK(requests[0].count("If-None-Match") == 0);
    CHECK(requests[0].count("If-Modified-Since") == 0);
    CHECK(requests[1].header("If-None-Match") == etag);
    CHECK(requests[1].header("If-Modified-Since") == modified);
    CHECK(requests[1].count("If-None-Match") == 1);
}

TEST_CASE_METHOD(PollingWorld, "validators survive a restart, and so does the time of the next poll", "[poll]") {
    origin.on("/feed", reply(200, {{"ETag", "\"1\""}}, rss({"apple"})));
    polling()->poll_one();
    clock.advance(5min);
    auto restarted = polling();
    CHECK(restarted->poll().empty());
    CHECK(origin.hits() == 1);
    clock.advance(6min);
    origin.on("/feed", reply(304));
    CHECK(restarted->poll_one().outcome == PollOutcome::unchanged);
    CHECK(origin.requests("/feed").at(1).header("If-None-Match") == "\"1\"");
}

TEST_CASE_METHOD(PollingWorld, "the same bytes are unchanged, other bytes with known items bring nothing new",
                 "[poll]") {
    origin.on("/feed", reply(200, {}, rss({"apple"})));
    const auto polling = this->polling();
    polling->poll_one();
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    origin.on("/feed", reply(200, {}, rss({"apple"}, "<lastBuildDate>Mon, 23 Feb 2026 12:00:00 GMT</lastBuildDate>")));
    const auto report = polling->poll_one(true);
    CHECK(report.outcome == PollOutcome::stored);
    CHECK(report.added == 0);
    CHECK(report.unchanged == 1);
}

TEST_CASE_METHOD(PollingWorld, "what stood in the last document counts as unchanged, also after a restart",
                 "[poll][seen]") {
    origin.on("/feed", reply(200, {}, rss({"apple", "pear"})));
    polling()->poll_one();
    const auto restarted = polling();
    const auto id = restarted->stored("a").id;
    const auto is_known = [&] { return !restarted->store.open_reader()->seen(id).empty(); };
    CHECK(is_known());
    origin.on("/feed", reply(200, {}, rss({"plum", "apple", "pear"})));
    const auto report = restarted->poll_one(true);
    CHECK(report.added == 1);
    CHECK(report.unchanged == 2);
    CHECK(restarted->articles("a").size() == 3);
}

TEST_CASE_METHOD(PollingWorld, "the same bytes are read again under other options of the source", "[poll][seen]") {
    origin.on("/feed", reply(200, {}, rss({"apple"})));
    const auto polling = this->polling();
    polling->poll_one();
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    auto source = source_at(origin, "/feed");
    source.id = polling->stored("a").id;
    source.time_zone = "Asia/Almaty";
    polling->reload({source}, {});
    CHECK(polling->poll_one(true).outcome == PollOutcome::stored);
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
}

TEST_CASE_METHOD(PollingWorld, "what another link_match lets in is read from the same bytes", "[poll][seen]") {
    origin.on("/feed", reply(200, {}, rss({"apple", "pear"})));
    auto source = source_at(origin, "/feed");
    source.link_match = "/apple";
    const auto polling = this->polling(std::vector{source});
    CHECK(polling->poll_one().added == 1);
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    source.link_match = "/pear";
    polling->reload({source}, {});
    CHECK(polling->poll_one(true).added == 1);
    CHECK(polling->articles("a").size() == 2);
}

TEST_CASE_METHOD(PollingWorld, "under other options a document is asked for whole, once", "[poll]") {
    origin.on("/feed", [](const OriginRequest& request, int) {
        return request.count("If-None-Match") > 0 ? reply(304) : reply(200, {{"ETag", "\"1\""}}, rss({"apple"}));
    });
    const auto polling = this->polling();
    polling->poll_one();
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    auto source = source_at(origin, "/feed");
    source.id = polling->stored("a").id;
    source.language = "kk";
    polling->reload({source}, {});
    CHECK(polling->poll_one(true).outcome == PollOutcome::stored);
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    const auto requests = origin.requests("/feed");
    REQUIRE(requests.size() == 4);
    CHECK(requests[1].count("If-None-Match") == 1);
    CHECK(requests[2].count("If-None-Match") == 0);
    CHECK(requests[3].count("If-None-Match") == 1);
}

TEST_CASE_METHOD(PollingWorld, "an item of a source that went belongs to the next one that has it unchanged",
                 "[poll][seen]") {
    origin.on("/feed", reply(200, {}, rss({"apple"})));
    origin.on("/other", reply(200, {}, rss({"apple"})));
    auto first = source_at(origin, "/feed"), other = source_at(origin, "/other");
    first.site = other.site = "site.example";
    other.name = "b";
    const auto polling = this->polling(std::vector{first, other});
    polling->poll({"a"});
    polling->poll({"b"});
    polling->reload({other}, {});
    origin.on("/other", reply(200, {}, rss({"pear", "apple"})));
    polling->poll_one(true);
    const auto articles = polling->articles("b");
    REQUIRE(articles.size() == 2);
}

TEST_CASE_METHOD(PollingWorld, "an item that changed is a revision, and leaves the tags it matches no more", "[poll]") {
    const auto item = [](const std::string& title) {
        return "<rss version=\"2.0\"><channel><title>T</title><item><guid isPermaLink=\"false\">1</guid><title>" +
               title + "</title></item></channel></rss>";
    };
    origin.on("/feed", reply(200, {}, item("apple")));
    const auto polling = this->polling({{"fruit", "apple"}, {"root", "carrot"}});
    polling->poll_one();
    CHECK(polling->members("fruit").size() == 1);
    origin.on("/feed", reply(200, {}, item("carrot")));
    const auto report = polling->poll_one(true);
    CHECK(report.revised == 1);
    CHECK(report.added == 0);
    CHECK(polling->members("fruit").empty());
    CHECK(polling->members("root").size() == 1);
}

TEST_CASE_METHOD(PollingWorld, "the same article in two sources is one article", "[poll]") {
    const std::string feed =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><id>http://site.example/1</id>"
        "<title>apple</title><link href=\"http://site.example/1\"/></entry></feed>";
    origin.on("/feed", reply(200, {}, feed));
    origin.on("/other", reply(200, {}, feed + " "));
    auto other = source_at(origin, "/other");
    other.name = "b";
    const auto polling = this->polling(std::vector{source_at(origin, "/feed"), other}, {{"fruit", "apple"}});
    polling->poll({"a"});
    const auto report = polling->poll({"b"}).at(0);
    CHECK(report.outcome == PollOutcome::stored);
    CHECK(report.added == 0);
    REQUIRE(polling->members("fruit").size() == 1);
    CHECK(polling->members("fruit").front().also_in.size() == 1);
}

TEST_CASE_METHOD(PollingWorld, "a gap halves a learnt interval", "[poll][gap]") {
    auto learning = source_at(origin, "/feed");
    learning.is_interval_learnt = true;
    const auto polling = this->polling(std::vector{learning});
    for (const auto& document : {rss({"one", "two"}), rss({"one", "two"}), rss({"two", "one"}), rss({"one", "two"})}) {
        origin.on("/feed", reply(200, {}, document));
        clock.advance(2h);
        polling->poll({}, true);
    }
    const auto before = polling->state("a").rhythm;
    REQUIRE(before > 30min);
    origin.on("/feed", reply(200, {}, rss({"three", "four"})));
    clock.advance(2h);
    polling->poll({}, true);
    CHECK(polling->stored("a").watch.gaps == 1);
    CHECK(polling->state("a").rhythm == before / 2);
    CHECK(polling->state("a").wait < before);
}

TEST_CASE_METHOD(PollingWorld, "only an answer dated within a day of the clock says that the clock is right",
                 "[poll]") {
    const auto polling = this->polling();
    const auto answer = [&](Time date) {
        origin.on("/feed", reply(200, {{"Date", format_http_date(date)}}, rss({"one"})));
        polling->poll({}, true);
    };
    const auto today = clock.now();
    clock.jump(24h * 3'653); // ten years ahead
    origin.on("/feed", reply(200, {}, rss({"one"})));
    polling->poll({}, true);
    CHECK_FALSE(polling->fetcher.clock_checked());
    answer(today);
    CHECK_FALSE(polling->fetcher.clock_checked());
    clock.jump(-24h * 3'653);
    answer(today);
    CHECK(polling->fetcher.clock_checked());
}

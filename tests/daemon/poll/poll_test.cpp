#include "daemon/poll/poll.hpp"

#include "feeds/text/date/date.hpp"
#include "tests/daemon/poll/polling.hpp"
#include "tests/support/coded.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

OriginReply raw(std::string bytes) {
    OriginReply reply;
    reply.bytes = std::move(bytes);
    return reply;
}

} // namespace

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

TEST_CASE_METHOD(PollingWorld, "a failure stores nothing and keeps the validators", "[poll]") {
    origin.on("/feed", reply(200, {{"ETag", "\"1\""}}, rss({"apple"})));
    const auto polling = this->polling();
    polling->poll_one();
    const auto whole = gzipped(rss({"pear"}));
    const std::vector<OriginReply> failures{
        reply(500, {{"ETag", "\"bad\""}}),
        reply(404, {{"ETag", "\"bad\""}}, rss({"pear"})),
        reply(200, {{"ETag", "\"bad\""}}, "<html><body>not a feed</body></html>"),
        reply(200, {{"ETag", "\"bad\""}}, ""),
        reply(204, {{"ETag", "\"bad\""}}),
        raw("HTTP/1.1 200 OK\r\nETag: \"bad\"\r\nContent-Length: 9000\r\n\r\n" + rss({"pear"})),
        raw("HTTP/1.1 200 OK\r\nETag: \"bad\"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"),
        reply(200, {{"ETag", "\"bad\""}, {"Content-Encoding", "gzip"}}, whole.substr(0, whole.size() - 5)),
        raw("nonsense"),
    };
    for (std::size_t i = 0; i < failures.size(); ++i) {
        CAPTURE(i);
        origin.on("/feed", failures[i]);
        const auto report = polling->poll_one(true);
        CHECK(report.outcome == PollOutcome::failed);
        CHECK_FALSE(report.error.empty());
        CHECK(report.failures == static_cast<int>(i) + 1);
        CHECK(polling->state("a").etag == "\"1\"");
        CHECK(origin.requests("/feed").back().header("If-None-Match") == "\"1\"");
    }
    CHECK(polling->articles("a").size() == 1);
    origin.on("/feed", reply(304));
    const auto recovered = polling->poll_one(true);
    CHECK(recovered.is_recovered);
    CHECK(recovered.failures == 0);
}

TEST_CASE_METHOD(PollingWorld, "failures back off and a restart knows of them", "[poll]") {
    origin.on("/feed", reply(500));
    {
        const auto polling = this->polling();
        for (const auto wait : {20min, 40min, 80min}) {
            polling->poll_one(true);
            const auto state = polling->state("a");
            CHECK(state.wait >= wait);
            CHECK(state.wait <= wait * 11 / 10);
            CHECK(state.lengthened_by == "failures");
        }
    }
    const auto restarted = polling();
    CHECK(restarted->state("a").failures == 3);
    clock.advance(79min);
    CHECK(restarted->poll().empty());
    clock.advance(10min);
    CHECK(restarted->poll().size() == 1);
}

TEST_CASE_METHOD(PollingWorld,
                 "a document that breaks off where nothing tells its length gives items but no validators", "[poll]") {
    const auto cut = rss({"apple", "pear"});
    origin.on("/feed", raw("HTTP/1.1 200 OK\r\nETag: \"cut\"\r\n\r\n" + cut.substr(0, cut.size() - 40)));
    const auto polling = this->polling();
    const auto report = polling->poll_one();
    CHECK(report.outcome == PollOutcome::stored);
    CHECK(report.added >= 1);
    CHECK(polling->state("a").etag.empty());
    CHECK(polling->state("a").body_hash == 0);
}

TEST_CASE_METHOD(PollingWorld, "a damaged document whose framing is whole is a feed", "[poll]") {
    const auto cut = rss({"apple", "pear"});
    origin.on("/feed", reply(200, {{"ETag", "\"whole\""}}, cut.substr(0, cut.size() - 40)));
    const auto polling = this->polling();
    CHECK(polling->poll_one().outcome == PollOutcome::stored);
    CHECK(polling->state("a").etag == "\"whole\"");
}

TEST_CASE_METHOD(PollingWorld, "a permanent redirect is followed from the next poll on, and remembered", "[poll]") {
    origin.on("/feed", redirect(301, "/b"));
    origin.on("/b", redirect(308, "/c"));
    origin.on("/c", reply(200, {{"ETag", "\"c\""}}, rss({"apple"})));
    {
        const auto polling = this->polling();
        CHECK(polling->poll_one().moved_to == origin.url("/c"));
        origin.on("/c", reply(304));
        const auto second = polling->poll_one(true);
        CHECK(second.outcome == PollOutcome::unchanged);
        CHECK(second.moved_to.empty());
    }
    clock.advance(11min);
    CHECK(polling()->poll_one().outcome == PollOutcome::unchanged);
    CHECK(origin.hits("/feed") == 1);
    CHECK(origin.hits("/c") == 3);
    CHECK(origin.requests("/c").back().header("If-None-Match") == "\"c\"");
}

TEST_CASE_METHOD(PollingWorld,
                 "a permanent redirect to what is no feed, and one that is not wholly permanent, move nothing",
                 "[poll]") {
    origin.on("/feed", redirect(301, "/b"));
    origin.on("/b", reply(200, {}, "<html>welcome</html>"));
    const auto polling = this->polling();
    CHECK(polling->poll_one().outcome == PollOutcome::failed);
    CHECK(polling->state("a").moved_url.empty());
    origin.on("/b", redirect(302, "/c"));
    origin.on("/c", reply(200, {}, rss({"apple"})));
    CHECK(polling->poll_one(true).outcome == PollOutcome::stored);
    CHECK(polling->state("a").moved_url.empty());
    polling->poll_one(true);
    CHECK(origin.hits("/feed") == 3);
}

TEST_CASE_METHOD(PollingWorld, "credentials do not follow a source that moved to another origin", "[poll]") {
    Origin other;
    origin.on("/feed", redirect(301, other.url("/new")));
    other.on("/new", reply(200, {}, rss({"apple"})));
    auto source = source_at(origin, "/feed");
    source.username = "me";
    source.password = "secret";
    source.headers = {{"X-Token", "t"}};
    const auto polling = this->polling(std::vector{source});
    polling->poll_one();
    polling->poll_one(true);
    CHECK(origin.requests("/feed").at(0).count("Authorization") == 1);
    REQUIRE(other.hits("/new") == 2);
    for (const auto& request : other.requests("/new")) {
        CHECK(request.count("Authorization") == 0);
        CHECK(request.count("X-Token") == 0);
    }
}

TEST_CASE_METHOD(PollingWorld, "credentials in the address of a source outlive a permanent redirect on its origin",
                 "[poll]") {
    origin.on("/feed", redirect(301, "/new"));
    origin.on("/new", [](const OriginRequest& request, int) {
        return request.header("Authorization") == "Basic bWU6cGFzcw==" ? reply(200, {}, rss({"apple"})) : reply(401);
    });
    auto source = source_at(origin, "/feed");
    source.url = "http://me:pass@" + origin.authority() + "/feed";
    {
        const auto polling = this->polling(std::vector{source});
        CHECK(polling->poll_one().moved_to == origin.url("/new"));
        CHECK(polling->poll_one(true).status == 200);
    }
    CHECK(this->polling(std::vector{source})->poll_one(true).status == 200);
    CHECK(origin.hits("/feed") == 1);
}

TEST_CASE_METHOD(PollingWorld, "after a temporary redirect every poll starts at the configured address", "[poll]") {
    const int status = GENERATE(302, 303, 307);
    origin.on("/feed", redirect(status, "/b"));
    origin.on("/b", [](const OriginRequest& request, int) {
        return request.header("If-None-Match") == "\"b\"" ? reply(304)
                                                          : reply(200, {{"ETag", "\"b\""}}, rss({"apple"}));
    });
    const auto polling = this->polling();
    polling->poll_one();
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    CHECK(origin.hits("/feed") == 2);
    CHECK(origin.requests("/feed").at(1).count("If-None-Match") == 0);
}

TEST_CASE_METHOD(PollingWorld, "410 ends polling until an operator asks, also over a restart", "[poll]") {
    origin.on("/feed", reply(410));
    {
        const auto polling = this->polling();
        CHECK(polling->poll_one().outcome == PollOutcome::gone);
        clock.advance(24h * 30);
        CHECK(polling->poll().empty());
        CHECK(polling->poll({"a"}).at(0).outcome == PollOutcome::disabled);
    }
    const auto restarted = polling();
    CHECK(restarted->poll().empty());
    CHECK(origin.hits() == 1);
    origin.on("/feed", reply(200, {}, rss({"apple"})));
    CHECK(restarted->poll_one(true).outcome == PollOutcome::stored);
    CHECK_FALSE(restarted->state("a").is_disabled);
    clock.advance(11min);
    CHECK(restarted->poll().size() == 1);
}

TEST_CASE_METHOD(PollingWorld, "429 and 503 are obeyed for as long as they ask", "[poll]") {
    const int status = GENERATE(429, 503);
    CAPTURE(status);
    origin.on("/feed", reply(status, {{"Retry-After", "7200"}}));
    {
        const auto polling = this->polling();
        CHECK(polling->poll_one().failures == 1);
        CHECK(polling->state("a").lengthened_by == "Retry-After");
    }
    const auto restarted = polling();
    clock.advance(119min);
    CHECK(restarted->poll().empty());
    clock.advance(13min + 1s);
    CHECK(restarted->poll().size() == 1);
}

TEST_CASE_METHOD(PollingWorld, "max-age, Expires and ttl lengthen the wait unless they are ignored", "[poll]") {
    struct Case {
        OriginFields fields;
        std::string channel;
        std::chrono::minutes wait;
    };
    const auto base = GENERATE(0, 1, 2, 3, 4);
    const std::vector<Case> cases{
        {{{"Cache-Control", "max-age=3600"}}, "", 60min},
        {{{"Expires", format_http_date(clock.now() + 30min)}}, "", 30min},
        {{}, "<ttl>120</ttl>", 120min},
        {{{"Cache-Control", "no-cache"}}, "<ttl>120</ttl>", 10min},
        {{{"Cache-Control", "max-age=99999999"}}, "", 24 * 60min},
    };
    const auto& [fields, channel, wait] = cases.at(static_cast<std::size_t>(base));
    CAPTURE(base);
    origin.on("/feed", reply(200, fields, rss({"apple"}, channel)));
    auto careless = source_at(origin, "/feed");
    careless.name = "b";
    careless.freshness = Freshness::ignore;
    const auto polling = this->polling(std::vector{source_at(origin, "/feed"), careless});
    polling->poll();
    CHECK(polling->state("a").wait >= wait);
    CHECK(polling->state("a").wait <= wait * 11 / 10);
    CHECK(polling->state("b").wait <= 11min);
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

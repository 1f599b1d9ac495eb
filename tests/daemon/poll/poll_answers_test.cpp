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

#include "daemon/poll/decide.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23} + 12h};
const std::string feed_url = "http://a.example/feed";

Response response(int status, std::vector<HeaderField> headers = {}) {
    Response response;
    response.status = status;
    response.headers = std::move(headers);
    response.effective_url = feed_url;
    return response;
}

PollSource source() { return {.id = SourceId{1}, .name = "a", .url = feed_url, .interval = 10min}; }

/// As it stands after a document was stored.
PollState known() {
    PollState state;
    state.due = noon;
    state.wait = 10min;
    state.etag = "\"old\"";
    state.last_modified = "Sun, 22 Feb 2026 00:00:00 GMT";
    state.validator_url = feed_url;
    state.body_hash = 77;
    state.status = 200;
    state.tried = state.succeeded = state.changed = noon - 10min;
    state.freshness = 30min;
    state.freshness_from = "max-age";
    return state;
}

Decision decision_on(int status, std::vector<HeaderField> headers = {}) {
    return decide(known(), response(status, std::move(headers)), noon);
}

} // namespace

TEST_CASE("a status decides what becomes of a response", "[poll][decide]") {
    struct Case {
        int status;
        Verdict verdict;
    };
    const auto [status, verdict] = GENERATE(values<Case>({{200, Verdict::document},
                                                          {203, Verdict::document},
                                                          {204, Verdict::failed},
                                                          {206, Verdict::failed},
                                                          {226, Verdict::failed},
                                                          {301, Verdict::failed},
                                                          {304, Verdict::not_modified},
                                                          {400, Verdict::failed},
                                                          {401, Verdict::failed},
                                                          {404, Verdict::failed},
                                                          {410, Verdict::gone},
                                                          {429, Verdict::failed},
                                                          {500, Verdict::failed},
                                                          {503, Verdict::failed},
                                                          {999, Verdict::failed}}));
    CAPTURE(status);
    const auto decision = decision_on(status);
    CHECK(decision.verdict == verdict);
    CHECK(decision.status == status);
    CHECK(decision.error.empty() == (verdict == Verdict::document || verdict == Verdict::not_modified));
    CHECK_FALSE(decision.retry_after);
}

TEST_CASE("a visit without a response failed for the reason it names", "[poll][decide]") {
    const auto decision = decide(known(), fail(Errc::unavailable, "connection refused"), noon);
    CHECK(decision.verdict == Verdict::failed);
    CHECK(decision.status == 0);
    CHECK(decision.error == "connection refused");
}

TEST_CASE("a 304 confirms nothing where no validators were sent", "[poll][decide]") {
    CHECK(decide(PollState{}, response(304), noon).verdict == Verdict::failed);
    auto elsewhere = known();
    elsewhere.validator_url = "http://a.example/old";
    CHECK(decide(elsewhere, response(304), noon).verdict == Verdict::failed);
    auto only_date = known();
    only_date.etag.clear();
    CHECK(decide(only_date, response(304), noon).verdict == Verdict::not_modified);
}

TEST_CASE("Retry-After counts with 429 and 503 alone, from the response's Date", "[poll][decide]") {
    CHECK(decision_on(429, {{"Retry-After", "120"}}).retry_after == 120s);
    CHECK(decision_on(503, {{"Retry-After", "120"}}).retry_after == 120s);
    CHECK_FALSE(decision_on(500, {{"Retry-After", "120"}}).retry_after);
    CHECK_FALSE(decision_on(404, {{"Retry-After", "120"}}).retry_after);
    CHECK_FALSE(decision_on(429, {{"Retry-After", "soon"}}).retry_after);
    const auto slow_clock = format_http_date(noon - 24h), later = format_http_date(noon - 24h + 90s);
    CHECK(decision_on(503, {{"Retry-After", later}, {"Date", slow_clock}}).retry_after == 90s);
    CHECK(decision_on(503, {{"Retry-After", later}}).retry_after == 0s);
}

TEST_CASE("a 304 replaces what it carries and keeps the rest", "[poll][decide]") {
    const auto silent = after_not_modified(known(), source(), response(304), noon);
    CHECK(silent.etag == "\"old\"");
    CHECK(silent.last_modified == known().last_modified);
    CHECK(silent.freshness == 30min);
    CHECK(silent.freshness_from == "max-age");
    CHECK(silent.body_hash == 77);
    CHECK(silent.status == 304);
    CHECK(silent.succeeded == noon);
    CHECK(silent.changed == noon - 10min);

    const auto telling = after_not_modified(
        known(), source(), response(304, {{"ETag", "W/\"new\""}, {"Cache-Control", "max-age=60"}}), noon);
    CHECK(telling.etag == "W/\"new\"");
    CHECK(telling.last_modified == known().last_modified);
    CHECK(telling.freshness == 60s);
}

TEST_CASE("a document's validators replace the old pair, and forget what it does not carry", "[poll][decide]") {
    const auto state =
        after_document(known(), source(), response(200, {{"ETag", "unquoted"}}), {.hash = 5, .has_news = true}, noon);
    CHECK(state.etag == "unquoted");
    CHECK(state.last_modified.empty());
    CHECK(state.validator_url == feed_url);
    CHECK(state.body_hash == 5);
    CHECK(state.changed == noon);
    CHECK(state.freshness == 0s);
    const auto none = after_document(known(), source(), response(200), {.hash = 5}, noon);
    CHECK(none.etag.empty());
    CHECK(none.last_modified.empty());
    CHECK(none.changed == noon - 10min);
}

TEST_CASE("validators that servers would refuse for their size are none", "[poll][decide]") {
    const auto answer = response(200, {{"ETag", std::string(8'001, 'e')}, {"Last-Modified", std::string(8'000, 'm')}});
    const auto state = after_document(known(), source(), answer, {.hash = 5}, noon);
    CHECK(state.etag.empty());
    CHECK(state.last_modified == std::string(8'000, 'm'));
}

TEST_CASE("the same document with other validators gives up the old ones", "[poll][decide]") {
    const auto state = after_same_document(known(), source(), response(200, {{"Last-Modified", "today"}}), 9, noon);
    CHECK(state.etag.empty());
    CHECK(state.last_modified == "today");
    CHECK(state.body_hash == 77);
    CHECK(state.reading == 9);
    CHECK(state.freshness == 0s);
    auto with_ttl = known();
    with_ttl.freshness_from = "ttl";
    CHECK(after_same_document(with_ttl, source(), response(200), 9, noon).freshness == 30min);
}

TEST_CASE("a truncated document leaves the old validators and the old hash", "[poll][decide]") {
    const auto state = after_document(known(), source(), response(200, {{"ETag", "\"new\""}}),
                                      {.hash = 5, .is_truncated = true, .has_news = true}, noon);
    CHECK(state.etag == "\"old\"");
    CHECK(state.body_hash == 77);
    CHECK(state.failures == 0);
    CHECK(state.changed == noon);
}

TEST_CASE("a failure keeps everything that was known of the document", "[poll][decide]") {
    const auto* message = "HTTP 500";
    const auto state = after_failure(known(), {.status = 500, .error = message}, noon);
    CHECK(state.failures == 1);
    CHECK(state.status == 500);
    CHECK(state.error == message);
    CHECK(state.etag == "\"old\"");
    CHECK(state.last_modified == known().last_modified);
    CHECK(state.body_hash == 77);
    CHECK(state.tried == noon);
    CHECK(state.succeeded == noon - 10min);
    CHECK_FALSE(state.is_disabled);
    CHECK(after_failure(state, {.error = "again"}, noon).failures == 2);
}

TEST_CASE("a source that is gone is disabled until a success", "[poll][decide]") {
    const auto gone = after_failure(known(), decision_on(410), noon);
    CHECK(gone.is_disabled);
    const auto back = after_document(gone, source(), response(200), {.hash = 5}, noon);
    CHECK_FALSE(back.is_disabled);
    CHECK(back.failures == 0);
    CHECK(back.error.empty());
}

TEST_CASE("a permanent redirect is taken over by success alone, and forgotten when it leads home", "[poll][decide]") {
    auto moved = response(200);
    moved.effective_url = moved.permanent_url = "http://b.example/feed";
    const auto state = after_document(known(), source(), moved, {.hash = 5}, noon);
    CHECK(state.moved_url == "http://b.example/feed");
    CHECK(state.validator_url == "http://b.example/feed");
    CHECK(after_failure(state, {.error = "x"}, noon).moved_url == "http://b.example/feed");
    auto home = response(200);
    home.permanent_url = feed_url;
    CHECK(after_document(state, source(), home, {.hash = 6}, noon).moved_url.empty());
}

TEST_CASE("what lengthened a wait is noted with it", "[poll][decide]") {
    auto state = known();
    settle(state, source(), {}, 0, noon);
    CHECK(state.wait == 30min);
    CHECK(state.due == noon + 30min);
    CHECK(state.lengthened_by == "max-age");

    auto careless = source();
    careless.freshness = Freshness::ignore;
    settle(state, careless, {}, 0, noon);
    CHECK(state.wait == 10min);
    CHECK(state.lengthened_by.empty());

    auto failing = after_failure(known(), {.status = 503, .error = "HTTP 503"}, noon);
    settle(failing, careless, 1h, 0, noon);
    CHECK(failing.wait == 1h);
    CHECK(failing.lengthened_by == "Retry-After");
    settle(failing, careless, {}, 0, noon);
    CHECK(failing.wait == 20min);
    CHECK(failing.lengthened_by == "failures");
}

TEST_CASE("a ttl of the document counts where the response is silent", "[poll][decide]") {
    const DocumentFacts facts{.hash = 5, .update_interval = 2h};
    CHECK(after_document(known(), source(), response(200), facts, noon).freshness == 2h);
    CHECK(after_document(known(), source(), response(200), facts, noon).freshness_from == "ttl");
    const auto told = response(200, {{"Cache-Control", "no-cache"}});
    CHECK(after_document(known(), source(), told, facts, noon).freshness == 0s);
}

TEST_CASE("a learnt interval is remembered from poll to poll", "[poll][decide]") {
    auto learning = source();
    learning.is_interval_learnt = true;
    CHECK(interval_of(learning, PollState{}) == 1h);
    auto state = after_document(PollState{}, learning, response(200), {.hash = 5, .has_news = true}, noon);
    CHECK(interval_of(learning, state) == 30min);
    state = after_not_modified(state, learning, response(304), noon);
    CHECK(interval_of(learning, state) == 37min + 30s);
    CHECK(interval_of(learning, after_failure(state, {.error = "x"}, noon)) == 37min + 30s);
}

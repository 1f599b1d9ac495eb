#include "daemon/pages/page_decision.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;
using Standing = PageState::Standing;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;

FetchResult answer(int status, std::vector<HeaderField> headers = {{"Content-Type", "text/html; charset=utf-8"}},
                   std::string body = "<p>text") {
    Response response;
    response.status = status;
    response.headers = std::move(headers);
    response.body = std::move(body);
    response.effective_url = "https://kaz.example.kz/1";
    return response;
}

PageDecision decided(const FetchResult& result) { return decide_page({}, result, noon); }
PageDecision failed(FetchError error) { return decide_page({}, std::unexpected(std::move(error)), noon); }

} // namespace

TEST_CASE("403, 404 and 410 end the waiting for a page, 429, 5xx and the network do not", "[pages][decision]") {
    for (const int status : {400, 401, 403, 404, 410, 451}) {
        CAPTURE(status);
        CHECK(decided(answer(status)).verdict == PageVerdict::refused);
        CHECK(decided(answer(status)).why == "HTTP " + std::to_string(status));
    }
    for (const int status : {408, 425, 429, 500, 503, 599})
        CHECK(decided(answer(status)).verdict == PageVerdict::retry);
    CHECK(failed(FetchError({Errc::unavailable, "no route"}, FailureReason::connect)).verdict == PageVerdict::retry);
    CHECK(failed(FetchError({Errc::limit_exceeded, "too slow"}, FailureReason::timeout)).verdict == PageVerdict::retry);
    CHECK(failed(FetchError({Errc::limit_exceeded, "too large"})).verdict == PageVerdict::refused);
    CHECK(failed(FetchError({Errc::refused, "redirect to another site: b.example"})).verdict == PageVerdict::refused);
}

TEST_CASE("only markup is a page", "[pages][decision]") {
    CHECK(decided(answer(200)).verdict == PageVerdict::read);
    CHECK(decided(answer(200, {{"content-type", " Application/XHTML+XML"}})).verdict == PageVerdict::read);
    CHECK(decided(answer(200, {}, "\n<!DOCTYPE HTML><title>x")).verdict == PageVerdict::read);
    CHECK(decided(answer(200, {}, "%PDF-1.7")).verdict == PageVerdict::refused);
    const auto pdf = decided(answer(200, {{"Content-Type", "application/pdf"}}));
    CHECK(pdf.verdict == PageVerdict::refused);
    CHECK(pdf.why == "no page: application/pdf");
}

TEST_CASE("a redirect to a login, a question for consent or the front page leads to no article", "[pages][decision]") {
    const auto why = [](const char* asked, const char* reached) {
        auto response = answer(200);
        response->effective_url = reached;
        return decide_page({.url = asked}, response, noon).why;
    };
    constexpr auto asked = "https://a.kz/news/17";
    CHECK(why(asked, "https://a.kz/login?next=/news/17") == "it leads to a login");
    CHECK(why(asked, "https://a.kz/user/SignIn.php") == "it leads to a login");
    CHECK(why(asked, "https://a.kz/consent/?back=17") == "it leads to a question for consent");
    CHECK(why(asked, "https://a.kz/") == "it leads to the front page of its site");
    CHECK(why(asked, "https://a.kz/ru/") == "it leads to the front page of its site");
    CHECK(why(asked, "https://a.kz/news/17-qala") == "");
    CHECK(why("https://a.kz/?p=17", "https://a.kz/news/17-qala") == "");
    CHECK(why("https://a.kz/auth/17", "https://a.kz/auth/17/qala") == "");
    CHECK(why("http://a.kz/", "https://a.kz/") == "");
    CHECK(why(asked, "https://a.kz/kz") == "it leads to the front page of its site");
    CHECK(why(asked, "https://a.kz/auth/step/1?next=https%3A%2F%2Fa.kz%2Fnews%2F17") == "it leads to a login");
}

TEST_CASE("a redirect to a short address, or to one below a section named like a login, is read", "[pages][decision]") {
    const auto read = [](const char* asked, const char* reached) {
        auto response = answer(200);
        response->effective_url = reached;
        return decide_page({.url = asked}, response, noon).verdict == PageVerdict::read;
    };
    CHECK(read("https://a.kz/news/17", "https://a.kz/17"));
    CHECK(read("https://a.kz/news/7", "https://a.kz/7"));
    CHECK(read("https://a.kz/n/x", "https://a.kz/ai"));
    CHECK(read("https://a.kz/?p=17", "https://a.kz/register/2026/rules.html"));
    CHECK(read("https://a.kz/news/17", "https://a.kz/gdpr/17-rules?from=feed"));
}

TEST_CASE("what is not asked for any more keeps when it was asked, and what was answered", "[pages][decision]") {
    const auto never = not_asked_again({.due = noon}, "newer ones wait");
    CHECK_FALSE(never.asked);
    CHECK_FALSE(never.due);
    CHECK(never.standing == Standing::refused);
    CHECK(never.why == "newer ones wait");
    const auto once = not_asked_again({.due = noon, .status = 503, .asked = noon - 1h}, "newer ones wait");
    CHECK(once.asked == noon - 1h);
    CHECK(once.status == 503);
}

TEST_CASE("a page that was wanted anew is no revisit", "[pages][decision]") {
    PageState state{.standing = Standing::read, .revisits = 2, .is_wanted_anew = true, .asked = noon};
    state = after_page_read(std::move(state), *answer(200), noon);
    CHECK(state.revisits == 2);
    CHECK(after_page_read(std::move(state), *answer(200), noon).revisits == 3);
}

TEST_CASE("a 304 says something only to who asked for it", "[pages][decision]") {
    CHECK(decided(answer(304)).verdict == PageVerdict::refused);
    CHECK(decide_page({.etag = "\"1\""}, answer(304), noon).verdict == PageVerdict::not_modified);
}

TEST_CASE("a page is asked for again after 5 minutes, half an hour and three hours", "[pages][decision]") {
    PageState state{.url = "https://kaz.example.kz/1", .due = noon};
    const PageDecision failure{.verdict = PageVerdict::retry, .status = 503, .why = "HTTP 503", .retry_after = {}};
    Time now = noon;
    for (const auto wait : {5min, 30min, 180min}) {
        state = after_page_failure(state, failure, now);
        CHECK(state.due == now + wait);
        CHECK(state.standing == Standing::waiting);
        CHECK(state.why == "HTTP 503");
        now = *state.due;
    }
    state = after_page_failure(state, failure, now);
    CHECK_FALSE(state.due);
    CHECK(state.standing == Standing::refused);
    CHECK(state.why == "HTTP 503, 4 times");
}

TEST_CASE("Retry-After lengthens the wait for a page", "[pages][decision]") {
    const auto decision = decided(answer(429, {{"Retry-After", "7200"}}));
    REQUIRE(decision.retry_after == 7200s);
    CHECK(after_page_failure({}, decision, noon).due == noon + 2h);
    const auto shorter = decided(answer(503, {{"Retry-After", "10"}}));
    CHECK(after_page_failure({}, shorter, noon).due == noon + 5min);
}

TEST_CASE("a page that was read stays read, whatever comes of later requests", "[pages][decision]") {
    const PageState read{.standing = Standing::read, .due = noon, .attempts = 3, .asked = noon - 1h};
    CHECK(after_page_refused(read, 404, "HTTP 404", noon).standing == Standing::read);
    CHECK_FALSE(after_page_refused(read, 404, "HTTP 404", noon).due);
    CHECK(after_page_failure(read, decided(answer(500)), noon).standing == Standing::read);
}

TEST_CASE("a new page replaces the validators, a 304 only those that it carries", "[pages][decision]") {
    PageState state{.due = noon, .etag = "\"old\"", .last_modified = "then"};
    state = after_page_read(state, *answer(200, {{"ETag", "\"1\""}}), noon);
    CHECK(state.etag == "\"1\"");
    CHECK(state.last_modified.empty());
    CHECK(state.validator_url == "https://kaz.example.kz/1");
    CHECK(state.revisits == 0);
    state = after_page_read(state, *answer(304, {{"Last-Modified", "now"}}), noon);
    CHECK(state.etag == "\"1\"");
    CHECK(state.last_modified == "now");
    CHECK(state.revisits == 1);
}

TEST_CASE("a page is revisited at most four times, while its article is younger than two days", "[pages][decision]") {
    PageState state{.standing = Standing::read};
    CHECK(next_revisit(state, 6h, noon - 1h, noon) == noon + 6h);
    CHECK_FALSE(next_revisit(state, 6h, noon - 43h, noon));
    state.revisits = 3;
    CHECK(next_revisit(state, 6h, noon, noon));
    state.revisits = 4;
    CHECK_FALSE(next_revisit(state, 6h, noon, noon));
}

TEST_CASE("what was not asked for is no attempt", "[pages][decision]") {
    const auto state = postponed({.due = noon, .attempts = 1}, "robots.txt: HTTP 503", noon + 5min);
    CHECK(state.due == noon + 5min);
    CHECK(state.attempts == 1);
    CHECK(state.why == "robots.txt: HTTP 503");
}

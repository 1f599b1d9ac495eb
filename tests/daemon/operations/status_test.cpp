#include "daemon/operations/status.hpp"

#include "daemon/operations/page/status_page.hpp"
#include "daemon/operations/page/status_style.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;

SourceStatus source(const std::string& name, PollState poll, SourceHealth health) {
    SourceStatus made{.record = {.name = name, .url = "https://user:hunter2@" + name + ".example/rss?token=hunter2"},
                      .health = health,
                      .articles = 1'204};
    made.record.poll = std::move(poll);
    made.activity.add_articles(12, noon);
    made.activity.hours.at(hour_of(noon)).polls = {.fresh = 2, .unchanged = 3, .failed = 1};
    return made;
}

ServiceStatus service() {
    ServiceStatus status{.version = "0.1", .now = noon, .started = noon - 76h, .is_ready = true, .articles = 18'204};
    status.sources = {source("down",
                             {.due = noon + 1h,
                              .wait = 3'600'000ms,
                              .failures = 3,
                              .status = 503,
                              .tried = noon,
                              .succeeded = noon - 24h,
                              .failing_since = noon - 2h,
                              .error = "HTTP 503 <b>",
                              .lengthened_by = "failures"},
                             SourceHealth::failing),
                      source("gone",
                             {.due = noon + 1h,
                              .failures = 1,
                              .status = 410,
                              .tried = noon,
                              .failing_since = noon,
                              .error = "HTTP 410",
                              .is_disabled = true},
                             SourceHealth::off),
                      source("new", {}, SourceHealth::never),
                      source("page",
                             {.failures = 1,
                              .tried = noon,
                              .error = "it is a web page, \"Home\", and no feed; it offers https://a.example/rss, "
                                       "https://a.example/atom"},
                             SourceHealth::failing)};
    status.tags = {
        {.record = {.name = "Спорт & <b>", .slug = "sport", .state = {.position = 9, .version = 3, .changed = noon}},
         .members = 7}};
    status.tags[0].activity.add_articles(3, noon);
    status.activity.add_articles(48, noon);
    status.activity.hours.at(hour_of(noon)).polls = {.fresh = 8, .unchanged = 12, .failed = 4};
    status.history = {{.name = "match", .done = ArticleId{500}, .of = ArticleId{18'204}}};
    return status;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("The status says of each source how it stands", "[operations]") {
    const auto json = boost::json::parse(status_json(service()));
    CHECK(json.at("version") == "0.1");
    CHECK(json.at("time") == "2026-02-23T12:00:00Z");
    CHECK(json.at("started") == "2026-02-20T08:00:00Z");
    CHECK(json.at("ready") == true);
    const auto& down = json.at("sources").at(0);
    CHECK(down == boost::json::parse(R"({"name":"down","title":"down","url":"https://***@down.example/rss?token=***",
        "health":"failing","enabled":true,"last_poll":"2026-02-23T12:00:00Z","last_success":"2026-02-22T12:00:00Z",
        "next_poll":"2026-02-23T13:00:00Z","wait_seconds":3600,"lengthened_by":"failures","status":503,"failures":3,
        "failing_since":"2026-02-23T10:00:00Z","error":"HTTP 503 <b>","gaps":0,"held":0,"articles":1204,"articles_24h":12,
        "polls_24h":{"new":2,"unchanged":3,"failed":1}})"));
    const auto& tag = json.at("tags").at(0);
    CHECK(tag == boost::json::parse(R"({"name":"Спорт & <b>","slug":"sport","members":7,"position":9,"version":3,
        "members_24h":3,"last_change":"2026-02-23T12:00:00Z","private":false,"tokens":0,"editions":[],"digests":[]})"));
    CHECK(json.at("history").at(0) == boost::json::parse(R"({"name":"match","position":500,"of":18204})"));
}

TEST_CASE("What is off has no next poll", "[operations]") {
    const auto json = boost::json::parse(status_json(service()));
    CHECK_FALSE(json.at("sources").at(1).as_object().contains("next_poll"));
    CHECK_FALSE(json.at("sources").at(2).as_object().contains("last_poll"));
}

TEST_CASE("A page that was polled as a feed tells which feeds it offers", "[operations]") {
    const auto json = boost::json::parse(status_json(service()));
    CHECK(json.at("sources").at(3).at("offers") ==
          boost::json::parse(R"(["https://a.example/rss","https://a.example/atom"])"));
}

TEST_CASE("The status page escapes what it quotes and shows no secret", "[operations]") {
    const auto html = status_page(service());
    CHECK(has(html, "HTTP 503 &lt;b&gt;, 3 times in a row"));
    CHECK(has(html, "Спорт &amp; &lt;b&gt;"));
    CHECK(has(html, "4 sources: 2 failing, 1 off, 1 never polled. 1 tag. 18,204 articles, 48 new in 24 hours."));
    CHECK(html.find("down") < html.find("gone"));
    CHECK_FALSE(has(html, "hunter2"));
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(status_json(service()), "hunter2"));
}

TEST_CASE("Pictures have a title, and say so where there is nothing to show", "[operations]") {
    const auto html = status_page(service());
    CHECK(
        has(html, "<title>Polls in each of the last 48 hours: 8 brought something new, 12 nothing, 4 failed</title>"));
    CHECK(has(html, "role=\"img\""));
    ServiceStatus empty{.version = "0.1", .now = noon};
    const auto nothing = status_page(empty);
    CHECK(has(nothing, "no polls yet"));
    CHECK_FALSE(has(nothing, "role=\"img\""));
}

TEST_CASE("Colours of the status page stand out from what is behind them, in light and dark", "[operations]") {
    // WCAG 2.1: relative luminance, contrast 4.5 of text (1.4.3) and 3 of what is drawn (1.4.11).
    const auto luminance = [](const std::string& hex) {
        const auto wide = hex.size() == 3 ? std::string{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]} : hex;
        const auto part = [&](std::size_t at) {
            const double value = std::stoi(wide.substr(at, 2), nullptr, 16) / 255.0;
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4);
    };
    const std::string style(status_style);
    for (const auto at : {style.find(":root {"), style.rfind(":root {")}) {
        const auto color = [&](const std::string& name) {
            const auto begin = style.find("--" + name + ": #", at) + name.size() + 5;
            return luminance(style.substr(begin, style.find(';', begin) - begin));
        };
        const auto contrast = [&](const char* one, const char* other) {
            const auto [low, high] = std::minmax(color(one), color(other));
            return (high + 0.05) / (low + 0.05);
        };
        for (const char* text : {"text", "quiet", "bad", "link", "c2"}) {
            CAPTURE(at, text);
            CHECK(contrast(text, "ground") >= 4.5);
            CHECK(contrast(text, "raised") >= 4.5);
        }
        for (const char* text : {"text", "quiet", "bad"}) CHECK(contrast(text, "bad-ground") >= 4.5);
        for (const char* drawn : {"c0", "c1", "c2", "c3", "c4", "c5", "same", "bad"}) {
            CAPTURE(at, drawn);
            CHECK(contrast(drawn, "raised") >= 3);
        }
    }
}

TEST_CASE("Every state that needs somebody is marked on the status page", "[operations]") {
    for (const auto health : {SourceHealth::broken, SourceHealth::failing, SourceHealth::off}) {
        CAPTURE(health_name(health));
        CHECK(status_style.contains("tr." + std::string(health_name(health)) + " .state"));
    }
}

TEST_CASE("A page has a bounded number of rows", "[operations]") {
    ServiceStatus many{.version = "0.1", .now = noon};
    for (int i = 0; i < 1'200; ++i) many.sources.push_back(source("s" + std::to_string(i), {}, SourceHealth::never));
    CHECK(has(status_page(many), "200 more; status.json has all of them."));
}

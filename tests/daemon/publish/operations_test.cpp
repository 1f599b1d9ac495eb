#include "daemon/publish/operations.hpp"

#include "tests/daemon/publish/publisher.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

SourceRecord source(std::string name, PollState poll) {
    SourceRecord record{.name = std::move(name), .poll = std::move(poll)};
    record.url = "https://user:hunter2@" + record.name + ".example/rss?token=hunter2";
    return record;
}

Operations operations() {
    Operations all;
    all.sources = {
        source("down", {.due = noon + 1h,
                        .failures = 3,
                        .status = 503,
                        .tried = noon,
                        .succeeded = noon - 24h,
                        .error = "HTTP 503 <b>",
                        .lengthened_by = "failures"}),
        source("fine", {.due = noon + 1h, .status = 200, .tried = noon, .succeeded = noon, .changed = noon - 1h}),
        source("gone", {.failures = 1, .status = 410, .tried = noon, .error = "HTTP 410", .is_disabled = true}),
        source("new", {})};
    all.tags = {
        {.record = {.name = "Спорт & <b>", .slug = "sport", .state = {.position = 9, .version = 3, .changed = noon}},
         .members = 7}};
    return all;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("Operations are what the store says of configured sources and tags", "[publish][operations]") {
    auto content = std::make_shared<FakeContent>();
    content->source_records = {{.name = "b"}, {.name = "a"}, {.name = "left", .is_configured = false}};
    content->tags = {{.name = "y"}, {.name = "x"}, {.name = "left", .is_configured = false}};
    const auto reader = fake_store(content)->open_reader();
    const auto read = read_operations(*reader);
    REQUIRE(read.sources.size() == 2);
    CHECK(read.sources[0].name == "a");
    REQUIRE(read.tags.size() == 2);
    CHECK(read.tags[0].record.name == "x");
    CHECK(read.tags[0].members == 7);
}

TEST_CASE("The status says of each source how it stands", "[publish][operations]") {
    const auto json = boost::json::parse(status_json(operations(), "0.1", noon));
    CHECK(json.at("version") == "0.1");
    const auto& down = json.at("sources").at(0);
    CHECK(down.at("health") == "failing");
    CHECK(down.at("failures") == 3);
    CHECK(down.at("last_success") == "2026-02-22T12:00:00Z");
    CHECK(down.at("next_poll") == "2026-02-23T13:00:00Z");
    CHECK(down.at("lengthened_by") == "failures");
    CHECK(json.at("sources").at(1).at("health") == "ok");
    CHECK(json.at("sources").at(2).at("health") == "disabled");
    CHECK(json.at("sources").at(3).at("health") == "never-polled");
    CHECK_FALSE(json.at("sources").at(3).as_object().contains("last_poll"));
    CHECK(json.at("tags").at(0).at("members") == 7);
}

TEST_CASE("The status page escapes what it quotes", "[publish][operations]") {
    const auto html = status_html(operations(), "0.1", noon);
    CHECK(has(html, "3 in a row: HTTP 503 &lt;b&gt;"));
    CHECK(has(html, "Спорт &amp; &lt;b&gt;"));
}

TEST_CASE("No page shows a password or the value of a query", "[publish][operations]") {
    CHECK_FALSE(has(status_html(operations(), "0.1", noon), "hunter2"));
    CHECK_FALSE(has(status_json(operations(), "0.1", noon), "hunter2"));
    CHECK_FALSE(has(operations_atom(operations(), "https://feeds.example.kz", "feeds.example.kz"), "hunter2"));
    CHECK(has(status_json(operations(), "0.1", noon), "down.example"));
}

TEST_CASE("An outage is one entry of the operations feed, with the same id while it lasts", "[publish][operations]") {
    const auto feed = [](const Operations& all) {
        return operations_atom(all, "https://feeds.example.kz", "feeds.example.kz");
    };
    Operations all = operations();
    const auto first = feed(all);
    CHECK(has(first, "<title>down: failing</title>"));
    CHECK(has(first, "<title>gone: disabled</title>"));
    CHECK_FALSE(has(first, "fine"));
    const std::string id = "<id>tag:feeds.example.kz,2026:ops/down/failing/1771761600</id>";
    CHECK(has(first, id));
    all.sources[0].poll.failures = 4;
    all.sources[0].poll.tried += 1h;
    CHECK(has(feed(all), id));
    all.sources[0].poll.failures = 0;
    CHECK_FALSE(has(feed(all), "down"));
}

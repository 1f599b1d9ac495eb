#include "daemon/operations/operations_feed.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;

std::string feed(const std::vector<StoredEvent>& events) {
    return operations_feed(events, "https://feeds.example.kz/base", "feeds.example.kz", noon - 1h);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("An event is an entry with an id of its own, dated when it happened", "[operations]") {
    const auto atom =
        feed({{.source = "later", .kind = "ok", .at = noon, .id = 1'771'848'000, .text = "It is polled again."},
              {.source = "later", .kind = "failing", .at = noon - 1h, .id = 1'771'844'400, .text = "HTTP 503 <b>"}});
    CHECK(has(atom, "<id>tag:feeds.example.kz,2026:ops/later/ok/1771848000</id><title>later: works again</title>"
                    "<published>2026-02-23T12:00:00Z</published><updated>2026-02-23T12:00:00Z</updated>"));
    CHECK(has(atom, "<title>later: failing</title>"));
    CHECK(has(atom, "HTTP 503 &lt;b&gt;"));
    CHECK(has(atom, "<id>tag:feeds.example.kz,2026:ops</id>"));
    CHECK(atom.find("<updated>2026-02-23T12:00:00Z</updated>") < atom.find("<entry>"));
}

TEST_CASE("An event of the service itself has no source; one that ended was updated then", "[operations]") {
    const auto atom = feed({{.kind = "backup-failed", .at = noon, .id = 1'771'848'000, .text = "no room"},
                            {.source = "a", .kind = "silent", .at = noon - 9h, .ended = noon, .id = 5, .text = "x"}});
    CHECK(has(atom, "<id>tag:feeds.example.kz,2026:ops/backup-failed/1771848000</id><title>backup failed</title>"));
    CHECK(has(atom, "<published>2026-02-23T03:00:00Z</published><updated>2026-02-23T12:00:00Z</updated>"));
}

TEST_CASE("Where nothing happened the feed is empty and has a date all the same", "[operations]") {
    const auto atom = feed({});
    CHECK_FALSE(has(atom, "<entry>"));
    CHECK(has(atom, "<updated>2026-02-23T11:00:00Z</updated>"));
}

#include "daemon/poll/report.hpp"

#include <catch2/catch.hpp>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

using namespace arna;
using namespace std::chrono_literals;

namespace {

std::string logged(const PollReport& report) {
    std::ostringstream out;
    const auto before = spdlog::default_logger();
    auto logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(out));
    logger->set_pattern("%l %v");
    logger->set_level(spdlog::level::debug);
    spdlog::set_default_logger(logger);
    log(report);
    spdlog::set_default_logger(before);
    return out.str();
}

constexpr Time noon{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23} + 12h};

} // namespace

TEST_CASE("a report is one line of what happened and key=value", "[poll][report]") {
    CHECK(text_of({.source = "zakon-kk", .outcome = PollOutcome::unchanged, .status = 304, .took = 183ms}) ==
          "polled source=zakon-kk status=304 ms=183");
    CHECK(text_of({.source = "a",
                   .outcome = PollOutcome::stored,
                   .status = 200,
                   .added = 2,
                   .revised = 1,
                   .unchanged = 12,
                   .bytes = 9000,
                   .took = 5ms}) == "polled source=a status=200 new=2 revised=1 unchanged=12 bytes=9000 ms=5");
    CHECK(text_of({.source = "a",
                   .outcome = PollOutcome::failed,
                   .status = 503,
                   .took = 5ms,
                   .next = noon,
                   .failures = 1,
                   .error = "HTTP 503"}) ==
          "poll failed source=a status=503 ms=5 failures=1 error=\"HTTP 503\" next=2026-02-23T12:00:00Z");
    CHECK(text_of({.source = "files", .outcome = PollOutcome::unchanged, .took = 1ms}) == "polled source=files ms=1");
}

TEST_CASE("foreign text stays on its line and is cut", "[poll][report]") {
    CHECK(escaped_text("a\nb\r\tc\"d\\e") == "a\\nb\\r\\tc\\\"d\\\\e");
    CHECK(escaped_text("\x1b[31m\x7f") == "\\u001b[31m\\u007f");
    CHECK(escaped_text("\xc2\x9b"
                       "31m \xe2\x80\xae") == "\\u009b31m \\u202e");
    CHECK(escaped_text("\xff\xfe") == "\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(escaped_text("қазақша") == "қазақша");
    CHECK(escaped_text(std::string(1000, 'x'), 10) == "xxxxxxxxxx…");
    CHECK(escaped_text("ққққққ", 5) == "қққ…");
}

TEST_CASE("a failure is warned of once, and its end is told", "[poll][report]") {
    PollReport report{.source = "a", .outcome = PollOutcome::failed, .failures = 1, .error = "x"};
    CHECK(logged(report).starts_with("warning poll failed"));
    report.failures = 2;
    CHECK(logged(report).starts_with("debug poll failed"));
    CHECK(logged({.source = "a",
                  .outcome = PollOutcome::unchanged,
                  .is_recovered = true,
                  .recovered_from = 3,
                  .failing_since = noon}) ==
          "info source recovered source=a failures=3 since=2026-02-23T12:00:00Z\ndebug polled source=a ms=0\n");
}

TEST_CASE("news are information, polls without are for debugging, what needs an operator is a warning",
          "[poll][report]") {
    CHECK(logged({.source = "a", .outcome = PollOutcome::unchanged}).starts_with("debug"));
    CHECK(logged({.source = "a", .outcome = PollOutcome::stored}).starts_with("debug"));
    CHECK(logged({.source = "a", .outcome = PollOutcome::stored, .added = 1}).starts_with("info"));
    CHECK(logged({.source = "a", .outcome = PollOutcome::stored, .error = "b.xml: no feed"}).starts_with("warning"));
    CHECK(logged({.source = "a", .outcome = PollOutcome::gone, .error = "HTTP 410"}).starts_with("warning"));
    CHECK(logged({.source = "a", .outcome = PollOutcome::unchanged, .moved_to = "http://b.example/?token=x"})
              .starts_with("info source moved source=a to=\"http://b.example/?token=***\""));
}

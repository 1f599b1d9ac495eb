#include "daemon/poll/local_files.hpp"

#include "tests/daemon/poll/polling.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE_METHOD(PollingWorld, "local files count as one source, and are read again only when they change",
                 "[poll][files]") {
    TemporaryFolder files;
    files.write("a.xml", rss({"apple"}));
    files.write("b.xml", rss({"pear"}));
    const PollSource source{.name = "files", .path = (files.path() / "*.xml").string(), .interval = 10min};
    {
        const auto polling = this->polling(std::vector{source});
        const auto report = polling->poll_one();
        CHECK(report.outcome == PollOutcome::stored);
        CHECK(report.added == 2);
        CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    }
    const auto restarted = this->polling(std::vector{source});
    CHECK(restarted->poll_one(true).outcome == PollOutcome::unchanged);
    files.write("c.xml", rss({"plum"}));
    CHECK(restarted->poll_one(true).added == 1);
    CHECK(restarted->articles("files").size() == 3);
}

TEST_CASE_METHOD(PollingWorld, "a local file that is no feed is named and does not hide the others", "[poll][files]") {
    TemporaryFolder files;
    files.write("a.xml", "<html>");
    files.write("b.xml", rss({"pear"}));
    const PollSource source{.name = "files", .path = (files.path() / "*.xml").string()};
    const auto polling = this->polling(std::vector{source});
    const auto report = polling->poll_one();
    CHECK(report.outcome == PollOutcome::stored);
    CHECK(report.added == 1);
    CHECK(report.error.contains("a.xml"));
    CHECK(polling->poll_one(true).outcome == PollOutcome::unchanged);
    CHECK(polling->state("files").error == report.error);
    files.write("a.xml", rss({"apple"}));
    CHECK(polling->poll_one(true).error.empty());
}

TEST_CASE_METHOD(PollingWorld, "a pattern without files, a folder and a too large file fail", "[poll][files]") {
    TemporaryFolder files;
    std::filesystem::create_directory(files.path() / "folder.xml");
    files.write("large.txt", std::string(2u << 20, ' '));
    const auto pattern = GENERATE("*.none", "folder.xml", "large.txt");
    CAPTURE(pattern);
    const PollSource source{.name = "files", .path = (files.path() / pattern).string()};
    Polling polling(folder.path(), clock, {.sources = {source}, .options = {.max_body = 1u << 20}});
    const auto report = polling.poll_one();
    CHECK(report.outcome == PollOutcome::failed);
    CHECK_FALSE(report.error.empty());
}

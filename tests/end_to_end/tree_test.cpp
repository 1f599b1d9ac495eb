#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace arna;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A source, a tag, and a tree of both.
class Planted {
public:
    Planted() {
        directory.write("feed.xml", rss_of({"one"}));
        write_configuration(www());
    }

    void write_configuration(const fs::path& tree, const std::string& daemon = "") const {
        directory.write("arna.toml", "[daemon]\n" + daemon + "[publish]\ndirectory = \"" + tree.string() +
                                         "\"\n[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1s\"\n"
                                         "[[tag]]\nname = \"x\"\nmatch = \"one OR two OR three\"\n");
    }

    [[nodiscard]] fs::path www() const { return directory.path() / "www"; }
    [[nodiscard]] fs::path file() const { return directory.path() / "arna.toml"; }
    [[nodiscard]] fs::path state() const { return directory.path() / "state"; }
    [[nodiscard]] std::string feed() const { return bytes_of(www() / "tags" / "x.atom"); }

    TemporaryDirectory directory;
};

Exit run_refused(const Planted& planted) {
    return run_program({environment("ARNA_BINARY"), "run", "-c", planted.file().string()}, {},
                       {{"ARNA_DAEMON__STATE", planted.state().string()},
                        {"ARNA_DAEMON__LISTEN", "[\"127.0.0.1:0\"]"},
                        {"ARNA_DAEMON__ADMIN", "[\"127.0.0.1:0\"]"}});
}

} // namespace

TEST_CASE("What a poll brings is in the tree, with the bytes that are served", "[end-to-end][tree]") {
    const Planted planted;
    const ArnaDaemon daemon(planted.file(), planted.state());
    REQUIRE(eventually([&] { return contains(planted.feed(), "one"); }));
    planted.directory.write("feed.xml", rss_of({"one", "two"}));
    REQUIRE(eventually([&] { return contains(planted.feed(), "two"); }));
    // One file after the other.
    CHECK(eventually([&] { return bytes_of(planted.www() / "index.html") == daemon.get("/").body; }));
    CHECK(eventually([&] { return planted.feed() == daemon.get("/tags/x.atom").body; }));
    CHECK(eventually([&] { return bytes_of(planted.www() / "tags" / "x.html") == daemon.get("/tags/x").body; }));
    CHECK(eventually(
        [&] { return bytes_of(planted.www() / "kk" / "tags" / "x.html") == daemon.get("/kk/tags/x").body; }));
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_tree_failing 0\n"));
}

TEST_CASE("After a kill every file is a whole document, and a start makes them the present ones",
          "[end-to-end][tree]") {
    const Planted planted;
    {
        ArnaDaemon daemon(planted.file(), planted.state());
        REQUIRE(eventually([&] { return contains(planted.feed(), "one"); }));
        planted.directory.write("feed.xml", rss_of({"one", "two"}));
        daemon.process().signal(SIGKILL);
        CHECK(daemon.process().wait() == -SIGKILL);
    }
    CHECK(planted.feed().ends_with("</feed>\n"));
    planted.directory.write("www/tags/.new-1", "half");
    planted.directory.write("www/tags/y.atom", "of no tag");
    const ArnaDaemon daemon(planted.file(), planted.state());
    CHECK(eventually([&] { return contains(planted.feed(), "two"); }));
    CHECK(eventually([&] { return !fs::exists(planted.www() / "tags" / "y.atom"); }));
    CHECK_FALSE(fs::exists(planted.www() / "tags" / ".new-1"));
}

TEST_CASE("A directory that is not arna's ends the start, and is not touched", "[end-to-end][tree]") {
    const Planted planted;
    planted.directory.write("www/mine.txt", "mine");
    const auto refused = run_refused(planted);
    CHECK(refused.status == 3);
    CHECK(contains(refused.err,
                   "arna: " + planted.www().string() + ": is not empty and not arna's; name an empty directory\n"));
    CHECK(std::distance(fs::directory_iterator(planted.www()), fs::directory_iterator()) == 1);
}

TEST_CASE("A start that the tree of other ids ends leaves the ids as they were", "[end-to-end][tree][authority]") {
    const Planted planted;
    const auto id = [&] { return planted.feed().substr(0, planted.feed().find("</id>")); };
    planted.write_configuration(planted.www(), "base_url = \"https://a.kz\"\n");
    {
        const ArnaDaemon daemon(planted.file(), planted.state());
        REQUIRE(eventually([&] { return contains(id(), "tag:a.kz,2026:tag/x"); }));
    }
    planted.write_configuration(planted.www(), "authority = \"mistyped.kz\"\n");
    const auto refused = run_refused(planted);
    CHECK(refused.status == 3);
    CHECK(contains(refused.err, "is not empty and not arna's"));
    planted.write_configuration(planted.www(), "base_url = \"https://a.kz\"\n");
    const ArnaDaemon daemon(planted.file(), planted.state());
    CHECK(contains(daemon.get("/tags/x.atom").body, "tag:a.kz,2026:tag/x"));
}

TEST_CASE("A tree cannot be the state directory or lie in it", "[end-to-end][tree]") {
    const Planted planted;
    for (const auto& tree : {planted.state(), planted.state() / "www", planted.directory.path()}) {
        CAPTURE(tree);
        planted.write_configuration(tree);
        const auto refused = run_refused(planted);
        CHECK(refused.status == 2);
        CHECK(contains(refused.err, "publish.directory"));
    }
}

TEST_CASE("A reload goes over to another directory, or says why it stays", "[end-to-end][tree]") {
    const Planted planted;
    ArnaDaemon daemon(planted.file(), planted.state());
    REQUIRE(eventually([&] { return contains(planted.feed(), "one"); }));
    planted.directory.write("foreign/mine.txt", "mine");
    planted.write_configuration(planted.directory.path() / "foreign");
    daemon.process().signal(SIGHUP);
    REQUIRE(daemon.process().wait_for_line("kept tree"));
    planted.directory.write("feed.xml", rss_of({"one", "two"}));
    CHECK(eventually([&] { return contains(planted.feed(), "two"); }));

    planted.write_configuration(planted.directory.path() / "new");
    daemon.process().signal(SIGHUP);
    CHECK(eventually([&] { return bytes_of(planted.directory.path() / "new" / "tags" / "x.atom") == planted.feed(); }));
}

TEST_CASE("A tree that cannot be written fails alone, and is mended when it can be", "[end-to-end][tree]") {
    const Planted planted;
    planted.directory.write("blocked", "a file where a folder should be");
    planted.write_configuration(planted.directory.path() / "blocked" / "www");
    ArnaDaemon daemon(planted.file(), planted.state());
    REQUIRE(daemon.process().wait_for_line("tree failed"));
    CHECK(eventually([&] { return contains(daemon.get("/tags/x.atom").body, "one"); }));
    CHECK(daemon.get_admin("/readyz").status == 200);
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_tree_failing 1\n"));
    const auto status = daemon.get_admin("/status.json").body;
    CHECK(contains(status, "\"tree\":{\"directory\":\""));
    CHECK(contains(status, "\"error\":\""));
    fs::remove(planted.directory.path() / "blocked");
    planted.directory.write("feed.xml", rss_of({"one", "two"})); // a change is a reason to try again
    REQUIRE(daemon.process().wait_for_line("tree works"));
    const auto feed = planted.directory.path() / "blocked" / "www" / "tags" / "x.atom"; // may be tried before the poll
    CHECK(eventually([&] { return contains(bytes_of(feed), "two"); }));
}

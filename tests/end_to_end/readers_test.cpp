#include "tests/end_to_end/demo.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace arna;

namespace {

std::string tree() { return environment("ARNA_TREE"); }

bool has_program(const std::string& name) { return run_program({"sh", "-c", "command -v " + name}).status == 0; }

} // namespace

TEST_CASE("The published Atom is valid by RFC 4287's schema", "[end-to-end][readers]") {
    if (!has_program("jing")) {
        WARN("SKIPPED: jing is not installed");
        return;
    }
    Demo demo;
    REQUIRE(demo.ready);
    const auto document = demo.directory.write("tag.atom", demo.daemon.get("/tags/referendum-2026.atom").body);
    const auto verdict = run_program({"jing", "-c", tree() + "/tests/feeds/write/atom.rnc", document.string()});
    CAPTURE(verdict.out, verdict.err);
    CHECK(verdict.status == 0);
}

TEST_CASE("Feedparser, as a subscriber, gets every fact of an entry", "[end-to-end][readers]") {
    if (run_program({"/usr/bin/python3", "-c", "import feedparser"}).status != 0) {
        WARN("SKIPPED: python3-feedparser is not installed");
        return;
    }
    Demo demo;
    REQUIRE(demo.ready);
    const auto format = GENERATE(as<std::string>{}, "atom", "rss");
    CAPTURE(format);
    const auto script = tree() + "/tests/end_to_end/subscribe.py";
    const auto verdict = run_program(
        {"/usr/bin/python3", script, "http://" + demo.daemon.authority() + "/tags/referendum-2026." + format});
    CAPTURE(verdict.out, verdict.err);
    CHECK(verdict.status == 0);
}

TEST_CASE("Newsboat subscribes, and a second reload fetches nothing twice", "[end-to-end][readers]") {
    if (!has_program("newsboat")) {
        WARN("SKIPPED: newsboat is not installed");
        return;
    }
    Demo demo;
    REQUIRE(demo.ready);
    const auto& home = demo.directory;
    home.write("urls", "http://" + demo.daemon.authority() + "/tags/referendum-2026.atom\n");
    home.write("config", "show-read-feeds yes\n");
    const auto cache = (home.path() / "cache.db").string();
    const auto reload = [&] {
        return run_program({"newsboat", "-u", (home.path() / "urls").string(), "-C", (home.path() / "config").string(),
                            "-c", cache, "-x", "reload"},
                           {}, {{"HOME", home.path().string()}});
    };
    const auto items = [&] {
        return run_program(
            {"/usr/bin/python3", "-c",
             "import sqlite3,sys\n"
             "rows=sqlite3.connect(sys.argv[1]).execute('select guid,title,url,pubDate from rss_item order by guid')"
             ".fetchall()\n"
             "print(len(rows)); [print(*row, sep='|') for row in rows]",
             cache});
    };
    REQUIRE(reload().status == 0);
    const auto first = items();
    CAPTURE(first.out, first.err);
    CHECK(std::stoi(first.out) >= 15);
    CHECK(first.out.find("|Былтыр 300 мыңнан астам жас қала жобаларына қатысты|https://qala.example/news/zhastar-2025|"
                         "1771826100") != std::string::npos); // 23.02.2026 10:55 in Almaty
    REQUIRE(reload().status == 0);
    CHECK(items().out == first.out);
}

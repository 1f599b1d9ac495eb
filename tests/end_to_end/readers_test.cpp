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

TEST_CASE("Newsboat and feedparser read a private tag and an edition, whose page is the page",
          "[end-to-end][readers][private]") {
    const TemporaryDirectory home;
    home.write("feed.xml", rss_of({"one of them", "two of them"}));
    const auto file = home.write("arna.toml", "[daemon]\nbase_url = \"https://feeds.example.kz\"\n"
                                              "[[source]]\nname = \"s\"\npath = \"feed.xml\"\nlanguage = \"en\"\n"
                                              "[[tag]]\nname = \"board\"\nmatch = \"them\"\nprivate = true\n"
                                              "languages = [\"en\"]\n");
    const auto state = home.path() / "state";
    ArnaDaemon daemon(file, state);
    const auto made =
        run_program({environment("ARNA_BINARY"), "-c", file.string(), "token", "new", "board", "--for", "x"}, {},
                    {{"ARNA_DAEMON__STATE", state.string()}});
    REQUIRE(made.status == 0);
    const auto below = made.out.substr(std::string("https://feeds.example.kz").size(), 9 + 32) + "/tags/board";
    REQUIRE(eventually([&] { return daemon.get(below + ".en.atom").body.find("two of them") != std::string::npos; }));
    const auto base = "http://" + daemon.authority() + below;

    if (run_program({"/usr/bin/python3", "-c", "import feedparser"}).status == 0) {
        for (const auto* extension : {".atom", ".rss", ".en.atom", ".en.rss"}) {
            const auto read = run_program({"/usr/bin/python3", "-c",
                                           "import feedparser, sys\n"
                                           "feed = feedparser.parse(sys.argv[1])\n"
                                           "print(feed.bozo, len(feed.entries), feed.feed.link)",
                                           base + extension});
            CAPTURE(extension, read.err);
            const std::string page = std::string(extension).starts_with(".en") ? "board.en" : "board";
            CHECK(read.out.ends_with("2 https://feeds.example.kz/tags/" + page + "\n"));
        }
    } else {
        WARN("SKIPPED: python3-feedparser is not installed");
    }
    if (!has_program("newsboat")) {
        WARN("SKIPPED: newsboat is not installed");
        return;
    }
    home.write("config", "show-read-feeds yes\n");
    const auto cache = (home.path() / "cache.db").string();
    for (const auto* extension : {".atom", ".en.atom"}) {
        CAPTURE(extension);
        home.write("urls", base + extension + "\n");
        std::filesystem::remove(cache);
        REQUIRE(run_program({"newsboat", "-u", (home.path() / "urls").string(), "-C", (home.path() / "config").string(),
                             "-c", cache, "-x", "reload"},
                            {}, {{"HOME", home.path().string()}})
                    .status == 0);
        const auto read = run_program({"/usr/bin/python3", "-c",
                                       "import sqlite3,sys\n"
                                       "db=sqlite3.connect(sys.argv[1])\n"
                                       "print(db.execute('select count(*) from rss_item').fetchone()[0],"
                                       "*[row[0] for row in db.execute('select url from rss_feed')])",
                                       cache});
        const std::string page = std::string(extension).starts_with(".en") ? "board.en" : "board";
        CHECK(read.out == "2 https://feeds.example.kz/tags/" + page + "\n");
    }
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

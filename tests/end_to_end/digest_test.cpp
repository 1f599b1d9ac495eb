#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace arna;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr std::string_view days_go_by = R"(
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
days = int(sys.argv[2])
db.execute('update digest_state set period = period - ?, since = since - ?', (days, days * 86400000))
db.execute('update membership set joined = joined - ?', (days * 86400000,))
db.execute('update membership set published = (select joined from membership m where m.article = membership.article)')
db.commit()
)";

/// An operator and a source, whose articles are from today: the store is put back by days, and then these have passed.
class Newsroom {
public:
    Newsroom() { write("digest = [\"daily\", \"weekly\"]"); }

    void write(const std::string& tag, const std::string& more = "", const std::string& daemon_keys = "") {
        file = directory.write("arna.toml", "[daemon]\nbase_url = \"http://feeds.example.kz\"\n" + daemon_keys +
                                                "[[source]]\nname = \"zakon\"\npath = \"feed.xml\"\n"
                                                "title = \"Закон\"\ninterval = \"1d\"\nlanguage = \"ru\"\n"
                                                "[[tag]]\nname = \"Кеңсе\"\nslug = \"kense\"\naliases = [\"Kense\"]\n"
                                                "match = \"кеңсе\"\nlanguage = \"kk\"\n" +
                                                tag + "\n" + more);
    }
    void say(const std::vector<std::string>& titles) { directory.write("feed.xml", rss_of(titles)); }

    Exit ask(std::vector<std::string> arguments) const {
        std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file.string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run_program(command, {}, {{"ARNA_DAEMON__STATE", state().string()}});
    }
    void start() { daemon = std::make_unique<ArnaDaemon>(file, state()); }
    void pass(int days) {
        daemon.reset();
        const auto moved = run_program(
            {"/usr/bin/python3", "-c", std::string(days_go_by), (state() / "arna.db").string(), std::to_string(days)});
        CAPTURE(moved.err);
        REQUIRE(moved.status == 0);
        start();
    }
    [[nodiscard]] HttpAnswer get(const std::string& target) const { return daemon->get(target); }
    [[nodiscard]] std::filesystem::path state() const { return directory.path() / "state"; }

    TemporaryDirectory directory;
    std::filesystem::path file;
    std::unique_ptr<ArnaDaemon> daemon;
};

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("A day that has ended is an entry of the tag's daily digest", "[end-to-end][digest]") {
    Newsroom room;
    room.say({"кеңсе бір", "кеңсе <екі>"});
    room.start();
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense.atom").body, "кеңсе бір"); }));
    const auto empty = room.get("/tags/kense/daily.atom");
    CHECK(empty.status == 200);
    CHECK(contains(empty.body, "<id>tag:feeds.example.kz,2026:tag/kense/daily</id>"));
    CHECK_FALSE(contains(empty.body, "<entry"));

    room.pass(1);
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense/daily.atom").body, "<entry"); }));
    const auto atom = room.get("/tags/kense/daily.atom");
    CHECK(atom.header("Content-Type") == "application/atom+xml; charset=utf-8");
    CHECK(contains(atom.body, "xml:lang=\"kk\""));
    CHECK(contains(atom.body, "<title>Кеңсе: 20"));
    CHECK(contains(atom.body, "<author><name>Кеңсе</name></author>"));
    CHECK(contains(atom.body, "<link rel=\"alternate\" href=\"http://feeds.example.kz/tags/kense/daily#20"));
    CHECK(contains(atom.body, "<id>tag:feeds.example.kz,2026:tag/kense/daily/20"));
    CHECK(contains(atom.body, "&lt;li lang=\"ru\"&gt;"));
    CHECK(contains(atom.body, "кеңсе &amp;lt;екі&amp;gt;&lt;/a&gt; · Закон&lt;/li&gt;"));
    CHECK(count(atom.body, "&lt;li") == 2);
    CHECK_FALSE(contains(atom.body, "<source>"));
    const auto rss = room.get("/tags/kense/daily.rss").body;
    CHECK(contains(rss, "<dc:creator>Кеңсе</dc:creator>"));
    CHECK_FALSE(contains(rss, "<source "));
    const auto json = room.get("/tags/kense/daily.json").body;
    CHECK(contains(json, "\"_arna\":{\"articles\":[{\"title\":\"кеңсе"));
    CHECK(contains(json, "\"source\":\"Закон\""));
    const auto page = room.get("/ru/tags/kense/daily").body;
    CHECK(contains(page, "<h1 lang=\"kk\">Кеңсе · күн дайджесті</h1>"));
    CHECK(contains(page, "<li lang=\"ru\"><a href=\""));
    CHECK(contains(page, "<span lang=\"kk\"><a href=\"../../tags/kense\">Кеңсе</a></span>"));
    CHECK(contains(page, "<article lang=\"kk\" id=\"20"));
    CHECK(contains(page, "<link rel=\"canonical\" href=\"http://feeds.example.kz/ru/tags/kense/daily\">"));

    // Named where its tag is.
    const auto tag_page = room.get("/en/tags/kense").body;
    CHECK(contains(tag_page, "<link rel=\"alternate\" type=\"application/atom+xml\" "
                             "href=\"http://feeds.example.kz/tags/kense/daily.atom\""));
    CHECK(contains(tag_page, "href=\"../tags/kense/daily\">daily digest</a>"));
    CHECK(contains(tag_page, "href=\"../tags/kense/weekly\">weekly digest</a>"));
    CHECK(contains(room.get("/").body, "tags/kense/daily"));
    const auto opml = room.get("/feeds.opml").body;
    CHECK(contains(opml, "xmlUrl=\"http://feeds.example.kz/tags/kense/daily.atom\""));
    CHECK(opml.find("/tags/kense.atom") < opml.find("/tags/kense/daily.atom"));
    CHECK(contains(room.daemon->get_admin("/status.json").body, "\"digests\":[\"daily\",\"weekly\"]"));
    CHECK(contains(room.daemon->get_admin("/metrics").body, "arna_digests_total{kind=\"daily\"} 1"));

    // By another name of the tag, and what there is not.
    const auto moved = room.get("/tags/Kense/daily.atom");
    CHECK(moved.status == 301);
    CHECK(moved.header("Location") == "../kense/daily.atom");
    CHECK(room.get("/kk/tags/Kense/weekly").header("Location") == "../kense/weekly");
    for (const auto* path : {"/tags/kense/monthly.atom", "/tags/kense/daily.opml", "/tags/kense/daily/archive/1.atom",
                             "/tags/other/daily.atom", "/tags/kense/", "/kk/tags/kense/daily.atom"}) {
        CAPTURE(path);
        CHECK(room.get(path).status == 404);
    }
}

TEST_CASE("A digest that leaves the configuration is gone, and comes back as it was", "[end-to-end][digest]") {
    Newsroom room;
    room.say({"кеңсе бір"});
    room.start();
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense.atom").body, "кеңсе бір"); }));
    room.pass(1);
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense/daily.atom").body, "<entry"); }));
    const auto before = room.get("/tags/kense/daily.json").body;
    room.write("digest = [\"weekly\"]");
    REQUIRE(room.ask({"reload"}).status == 0);
    for (const auto* extension : {"", ".atom", ".rss", ".json"})
        CHECK(room.get(std::string("/tags/kense/daily") + extension).status == 410);
    CHECK(room.get("/tags/kense/weekly.atom").status == 200);
    CHECK_FALSE(contains(room.get("/feeds.opml").body, "daily"));
    room.write("digest = [\"weekly\", \"daily\"]");
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(room.get("/tags/kense/daily.json").body == before);
}

TEST_CASE("Digests of editions and of private tags are theirs", "[end-to-end][digest][private]") {
    Newsroom room;
    room.write("digest = [\"daily\"]\nlanguages = [\"ru\"]\nprivate = true\nsources = [\"zakon\"]");
    room.say({"кеңсе бір"});
    room.start();
    const auto made = room.ask({"token", "new", "kense", "--for", "x"});
    REQUIRE(made.status == 0);
    const auto below = made.out.substr(std::string("http://feeds.example.kz").size(), 9 + 32) + "/tags/kense";
    REQUIRE(eventually([&] { return contains(room.get(below + ".ru.atom").body, "кеңсе бір"); }));
    room.pass(1);
    REQUIRE(eventually([&] { return contains(room.get(below + ".ru/daily.atom").body, "<entry"); }));
    const auto edition = room.get(below + ".ru/daily.atom");
    CHECK(contains(edition.body, "<id>tag:feeds.example.kz,2026:tag/kense/ru/daily</id>"));
    CHECK(contains(edition.body, "<title>Кеңсе · русский: "));
    CHECK(contains(edition.body, "http://feeds.example.kz/tags/kense.ru/daily#"));
    CHECK(edition.header("Cache-Control") == "private, max-age=60");
    CHECK(room.get(below + "/daily").status == 200);
    CHECK(room.get(below + "/weekly").status == 404);
    for (const auto* path :
         {"/tags/kense/daily.atom", "/tags/kense.ru/daily.atom", "/tags/Kense/daily", "/kk/tags/kense/daily"}) {
        CAPTURE(path);
        CHECK(room.get(path).status == 401);
    }
    CHECK_FALSE(contains(room.get("/feeds.opml").body, "daily"));
    CHECK_FALSE(contains(room.get("/").body, "daily"));
}

TEST_CASE("Digests are in the tree, with the bytes that HTTP gives", "[end-to-end][digest][tree]") {
    Newsroom room;
    const auto tree = room.directory.path() / "www";
    room.write("digest = [\"daily\"]", "[publish]\ndirectory = \"www\"\n");
    room.say({"кеңсе бір"});
    room.start();
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense.atom").body, "кеңсе бір"); }));
    room.pass(1);
    const auto file = tree / "tags/kense/daily.atom";
    REQUIRE(eventually(
        [&] { return std::filesystem::exists(file) && contains(run_program({"cat", file.string()}).out, "<entry"); }));
    for (const auto* name : {"tags/kense/daily.rss", "tags/kense/daily.json"})
        CHECK(run_program({"cat", (tree / name).string()}).out == room.get(std::string("/") + name).body);
    for (const auto* name : {"tags/kense/daily.html", "tags/kense/daily.atom.gz", "kk/tags/kense/daily.html"})
        CHECK(std::filesystem::exists(tree / name));

    room.write("", "[publish]\ndirectory = \"www\"\n");
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(eventually([&] { return !std::filesystem::exists(tree / "tags/kense"); }));
}

TEST_CASE("A word that is no digest is an error that says which there are", "[end-to-end][digest]") {
    Newsroom room;
    struct Wrong {
        std::string line, says;
    };
    const auto [line, says] = GENERATE(
        values<Wrong>({{"digest = [\"dayly\"]",
                        "'digest' has \"dayly\", no digest; write \"daily\" or \"weekly\"; did you mean 'daily'?"},
                       {"digest = [\"monthly\"]", "no digest; write \"daily\" or \"weekly\""},
                       {"digest = [\"daily\", \"daily\"]", "'digest' of tag \"Кеңсе\" names 'daily' twice; remove one"},
                       {"digest = \"daily\"", "'digest' is a string; write a list of strings"},
                       {"digests = [\"daily\"]", "did you mean 'digest'?"}}));
    CAPTURE(line);
    room.write(line);
    const auto checked = room.ask({"check"});
    CAPTURE(checked.out, checked.err);
    CHECK(checked.status == 2);
    CHECK(contains(checked.out + checked.err, says));
}

TEST_CASE("Feedparser, newsboat and sfeed read a digest", "[end-to-end][readers][digest]") {
    Newsroom room;
    room.say({"кеңсе бір", "кеңсе екі"});
    room.start();
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense.atom").body, "кеңсе бір"); }));
    room.pass(1);
    REQUIRE(eventually([&] { return contains(room.get("/tags/kense/daily.atom").body, "<entry"); }));
    const auto url = "http://" + room.daemon->authority() + "/tags/kense/daily";
    if (run_program({"/usr/bin/python3", "-c", "import feedparser"}).status == 0) {
        for (const auto* extension : {".atom", ".rss"}) {
            const auto read = run_program({"/usr/bin/python3", "-c",
                                           "import feedparser, sys\n"
                                           "feed = feedparser.parse(sys.argv[1])\n"
                                           "e = feed.entries[0]\n"
                                           "text = e.content[0].value if 'content' in e else e.summary\n"
                                           "print(feed.bozo, len(feed.entries), e.author, text.count('<li'), e.link)",
                                           url + extension});
            CAPTURE(extension, read.out, read.err);
            CHECK(contains(read.out, " 1 Кеңсе 2 http://feeds.example.kz/tags/kense/daily#20"));
        }
    } else {
        WARN("SKIPPED: python3-feedparser is not installed");
    }
    if (run_program({"sh", "-c", "command -v sfeed"}).status == 0) {
        const auto feed = room.directory.write("daily.atom", room.get("/tags/kense/daily.atom").body);
        const auto read = run_program({"sh", "-c", "sfeed < " + feed.string()});
        CHECK(count(read.out, "\n") == 1);
        CHECK(contains(read.out, "http://feeds.example.kz/tags/kense/daily#20"));
    } else {
        WARN("SKIPPED: sfeed is not installed");
    }
    if (run_program({"sh", "-c", "command -v newsboat"}).status != 0) {
        WARN("SKIPPED: newsboat is not installed");
        return;
    }
    const auto& home = room.directory;
    home.write("config", "show-read-feeds yes\n");
    home.write("urls", url + ".atom\n");
    const auto cache = (home.path() / "cache.db").string();
    REQUIRE(run_program({"newsboat", "-u", (home.path() / "urls").string(), "-C", (home.path() / "config").string(),
                         "-c", cache, "-x", "reload"},
                        {}, {{"HOME", home.path().string()}})
                .status == 0);
    const auto read = run_program({"/usr/bin/python3", "-c",
                                   "import sqlite3,sys\n"
                                   "db=sqlite3.connect(sys.argv[1])\n"
                                   "print(*db.execute('select author, content from rss_item').fetchone(),"
                                   "*[row[0] for row in db.execute('select url from rss_feed')])",
                                   cache});
    CHECK(contains(read.out, "Кеңсе"));
    CHECK(count(read.out, "<li") == 2);
    CHECK(contains(read.out, "http://feeds.example.kz/tags/kense/daily\n"));
}

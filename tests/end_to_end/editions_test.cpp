#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace arna;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Items whose language their feed's elements say.
struct Item {
    int number;
    std::string language, title;
};

std::string atom_of(const std::vector<Item>& items) {
    std::string entries;
    for (const auto& [number, language, title] : items)
        entries +=
            fmt::format("<entry xml:lang=\"{0}\"><id>http://news.example/{1}</id><title>{2}</title>"
                        "<link href=\"http://news.example/{1}\"/><updated>2026-02-23T10:{1:02}:00Z</updated></entry>",
                        language, number, title);
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>http://news.example/</id><title>News</title>"
           "<updated>2026-02-23T10:00:00Z</updated>" +
           entries + "</feed>";
}

class Newsroom {
public:
    Newsroom() { write(R"(["kk", "ru"])"); }

    void write(const std::string& languages, const std::string& more = "") {
        file = directory.write("arna.toml",
                               "[daemon]\nbase_url = \"http://feeds.example.kz\"\n"
                               "[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1d\"\n"
                               "[[tag]]\nname = \"Сайлау\"\nslug = \"vote\"\naliases = [\"Election\"]\nmatch = \"in\"\n"
                               "languages = " +
                                   languages + "\n" + more);
    }
    void say(const std::vector<Item>& items) { directory.write("feed.xml", atom_of(items)); }

    Exit ask(std::vector<std::string> arguments) const {
        std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file.string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run_program(command, {}, {{"ARNA_DAEMON__STATE", state().string()}});
    }
    [[nodiscard]] std::filesystem::path state() const { return directory.path() / "state"; }

    TemporaryDirectory directory;
    std::filesystem::path file;
};

} // namespace

TEST_CASE("An edition has the articles of its language, with dates and bytes of its own", "[end-to-end][editions]") {
    Newsroom room;
    std::vector<Item> items{{1, "kk", "in kk"}, {2, "ru-KZ", "in ru"}, {3, "fr", "in fr"}, {4, "kk-KZ", "in kk KZ"}};
    room.say(items);
    ArnaDaemon daemon(room.file, room.state());
    REQUIRE(eventually([&] { return contains(daemon.get("/tags/vote.atom").body, "in fr"); }));
    const auto kk = daemon.get("/tags/vote.kk.atom");
    CHECK(kk.status == 200);
    CHECK(contains(kk.body, "<id>tag:feeds.example.kz,2026:tag/vote/kk</id>"));
    CHECK(contains(kk.body, "<title>Сайлау · қазақша</title>"));
    CHECK(contains(kk.body, "xml:lang=\"kk\""));
    CHECK(contains(kk.body, "in kk<"));
    CHECK(contains(kk.body, "in kk KZ"));
    CHECK(contains(kk.body, "<id>http://news.example/1</id>"));
    CHECK_FALSE(contains(kk.body, "in ru"));
    CHECK_FALSE(contains(kk.body, "in fr"));
    CHECK(contains(daemon.get("/tags/vote.kk.rss").body, "<language>kk</language>"));
    CHECK(contains(daemon.get("/tags/vote.kk.json").body, "\"language\":\"kk\""));
    CHECK(contains(daemon.get("/tags/vote.ru.atom").body, "Сайлау · русский"));
    CHECK(daemon.get("/tags/vote.kk").header("Content-Type") == "text/html; charset=utf-8");
    CHECK(daemon.get("/tags/vote.fr.atom").status == 404);

    const auto main = daemon.get("/tags/vote.atom").body;
    CHECK(contains(main, "<link rel=\"related\" type=\"application/atom+xml\" "
                         "href=\"http://feeds.example.kz/tags/vote.kk.atom\" hreflang=\"kk\""));
    const auto page = daemon.get("/en/tags/vote").body;
    CHECK(contains(page, "hreflang=\"kk\""));
    CHECK(contains(page, "http://feeds.example.kz/tags/vote.kk.atom"));
    const auto opml = daemon.get("/feeds.opml").body;
    CHECK(opml.find("/tags/vote.atom") < opml.find("/tags/vote.kk.atom"));
    CHECK(opml.find("/tags/vote.kk.atom") < opml.find("/tags/vote.ru.atom"));
    CHECK(contains(opml, "language=\"ru\""));
    CHECK(contains(daemon.get("/").body, "/tags/vote.kk"));

    for (const auto& [path, location] : std::vector<std::pair<std::string, std::string>>{
             {"/tags/%D0%A1%D0%B0%D0%B9%D0%BB%D0%B0%D1%83.kk.atom", "vote.kk.atom"},
             {"/tags/Election.ru", "vote.ru"}}) {
        const auto moved = daemon.get(path);
        CAPTURE(path, moved.status);
        CHECK(moved.status == 301);
        CHECK(moved.header("Location") == location);
    }

    // An article in another language moves nothing of it.
    items.push_back({5, "ru", "in ru again"});
    room.say(items);
    REQUIRE(room.ask({"poll", "--now"}).status == 0);
    CHECK(contains(daemon.get("/tags/vote.ru.atom").body, "in ru again"));
    const auto same = daemon.get("/tags/vote.kk.atom");
    CHECK(same.header("ETag") == kk.header("ETag"));
    CHECK(same.header("Last-Modified") == kk.header("Last-Modified"));

    // A revision in another language leaves one edition and joins the other.
    items[0] = {1, "ru", "in ru now"};
    room.say(items);
    REQUIRE(room.ask({"poll", "--now"}).status == 0);
    CHECK_FALSE(contains(daemon.get("/tags/vote.kk.atom").body, "news.example/1<"));
    CHECK(contains(daemon.get("/tags/vote.ru.atom").body, "in ru now"));
}

TEST_CASE("A language that is added is filled from history, one that is dropped is gone", "[end-to-end][editions]") {
    Newsroom room;
    room.say({{1, "kk", "in one"}, {2, "ru", "in two"}, {3, "ru", "in three"}});
    room.write("[]");
    ArnaDaemon daemon(room.file, room.state());
    REQUIRE(eventually([&] { return contains(daemon.get("/tags/vote.atom").body, "in three"); }));
    CHECK(daemon.get("/tags/vote.ru.atom").status == 404);
    const auto before = daemon.get("/tags/vote.rss");

    room.write(R"(["ru"])");
    REQUIRE(room.ask({"reload"}).status == 0);
    REQUIRE(eventually([&] { return contains(daemon.get("/tags/vote.ru.atom").body, "in three"); }));
    const auto ru = daemon.get("/tags/vote.ru.atom").body;
    CHECK(ru.find("in three") < ru.find("in two"));
    CHECK_FALSE(contains(ru, "in one"));
    CHECK(daemon.get("/tags/vote.rss").body == before.body);
    CHECK_FALSE(contains(room.ask({"plan"}).out, "001f")); // its editions go with a tag

    room.write("[]");
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(daemon.get("/tags/vote.ru.atom").status == 410);
    CHECK(daemon.get("/tags/vote.ru/archive/1.atom").status == 410);
    CHECK(room.ask({"status"}).status == 0);
}

TEST_CASE("A private tag's editions are opened by its tokens", "[end-to-end][editions]") {
    Newsroom room;
    room.write(R"(["kk"])", "private = true\n");
    room.say({{1, "kk", "in one"}});
    ArnaDaemon daemon(room.file, room.state());
    const auto made = room.ask({"token", "new", "vote", "--for", "x"}).out;
    const auto path = made.substr(std::string("http://feeds.example.kz").size(), std::string("/private/").size() + 32);
    REQUIRE(eventually([&] { return contains(daemon.get(path + "/tags/vote.kk.atom").body, "in one"); }));
    CHECK(daemon.get("/tags/vote.kk.atom").status == 401);
    CHECK(daemon.get("/private/x/tags/vote.kk.atom").status == 404);
    CHECK_FALSE(contains(daemon.get("/feeds.opml").body, "vote"));
}

TEST_CASE("A language that nobody knows is an error", "[end-to-end][editions]") {
    for (const char* languages : {R"(["xx"])", R"(["KK"])", R"(["kk", "kk"])", R"(["kazakh"])", R"([""])", R"("kk")"}) {
        Newsroom room;
        room.write(languages);
        room.say({});
        const auto checked = room.ask({"check"});
        CAPTURE(languages, checked.err);
        CHECK(checked.status == 2);
    }
}

TEST_CASE("The authority of the first start with a base_url stays", "[end-to-end][authority]") {
    TemporaryDirectory directory;
    const auto write = [&](const std::string& lines) {
        return directory.write("arna.toml", "[daemon]\n" + lines + "[[tag]]\nname = \"x\"\n");
    };
    const auto state = directory.path() / "state";
    const auto id_of = [&](const std::string& lines, const std::string& logged) {
        ArnaDaemon daemon(write(lines), state);
        const auto body = daemon.get("/tags/x.atom").body;
        CAPTURE(daemon.process().error_output());
        CHECK(contains(daemon.process().error_output(), logged));
        const auto begin = body.find("<id>") + 4;
        return body.substr(begin, body.find("</id>") - begin);
    };
    CHECK(id_of("", "") == "tag:127.0.0.1,2026:tag/x"); // remembered by nobody
    CHECK(id_of("base_url = \"https://a.kz\"\n", "") == "tag:a.kz,2026:tag/x");
    CHECK(id_of("base_url = \"https://b.kz/feeds\"\n", "feed ids keep authority=a.kz base_url=https://b.kz/feeds") ==
          "tag:a.kz,2026:tag/x");
    CHECK(id_of("", "") == "tag:a.kz,2026:tag/x");
    CHECK(id_of("authority = \"ids.kz\"\n", "from=a.kz to=ids.kz") == "tag:ids.kz,2026:tag/x");
    CHECK(id_of("base_url = \"https://b.kz\"\n", "authority=ids.kz") == "tag:ids.kz,2026:tag/x");
}

TEST_CASE("Crawlers are kept away from what is not for everybody, and security.txt is the operator's",
          "[end-to-end][lists]") {
    TemporaryDirectory directory;
    const auto file =
        directory.write("arna.toml", "[daemon]\nbase_url = \"https://a.kz/feeds\"\n"
                                     "[publish]\nsecurity_txt = \"security.txt\"\n[[tag]]\nname = \"x\"\n");
    const auto check = [&] { return run_program({environment("ARNA_BINARY"), "-c", file.string(), "check"}, {}, {}); };
    CHECK(check().status == 2); // there is no such file
    directory.write("security.txt", "Contact: mailto:a@a.kz\n");
    CHECK(contains(check().err, "expires:"));
    const std::string text = "Contact: mailto:a@a.kz\nExpires: 2027-01-01T00:00:00Z\n";
    directory.write("security.txt", text);
    ArnaDaemon daemon(file, directory.path() / "state");
    const auto robots = daemon.get("/robots.txt");
    CHECK(robots.status == 200);
    CHECK(robots.header("Content-Type") == "text/plain; charset=utf-8");
    CHECK(robots.body.starts_with("User-agent: *\n"));
    for (const char* path : {"/private/", "/feeds/private/", "/status", "/metrics", "/ops.atom", "/readyz"})
        CHECK(contains(robots.body, std::string("Disallow: ") + path + "\n"));
    CHECK(daemon.get("/.well-known/security.txt").body == text);
    CHECK(daemon.get("/feeds/.well-known/security.txt").body == text);
}

TEST_CASE("What was held back joins a tag and its editions when a daemon is asked to accept it",
          "[end-to-end][editions]") {
    Newsroom room;
    room.say({{1, "kk", "in one"}, {2, "ru", "in two"}});
    ArnaDaemon daemon(room.file, room.state());
    REQUIRE(eventually([&] { return daemon.get("/tags/vote.atom").body.contains("in two"); }));
    std::string entries; // an archive that comes as new
    for (int n = 100; n < 130; ++n)
        entries += fmt::format("<entry xml:lang=\"{0}\"><id>http://news.example/{1}</id><title>in {1}</title>"
                               "<link href=\"http://news.example/{1}\"/><published>2015-02-23T10:00:00Z</published>"
                               "<updated>2015-02-23T10:00:00Z</updated></entry>",
                               n % 3 == 0 ? "ru" : "kk", n);
    room.directory.write("feed.xml",
                         "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>http://news.example/</id><title>News</title>"
                         "<updated>2026-02-23T10:00:00Z</updated>" +
                             entries + "</feed>");
    REQUIRE(room.ask({"poll", "--now", "s"}).status == 0);
    CHECK_FALSE(daemon.get("/tags/vote.atom").body.contains("in 100"));
    CHECK(room.ask({"search", "100"}).status == 0);
    CHECK(room.ask({"poll", "--accept", "nobody"}).status == 2);
    CHECK(room.ask({"poll", "--accept", "s"}).out == "accepted source=s articles=30\n");
    REQUIRE(eventually([&] { return daemon.get("/tags/vote.atom").body.contains("in 100"); }));
    CHECK(daemon.get("/tags/vote.kk.atom").body.contains("in 100"));
    CHECK_FALSE(daemon.get("/tags/vote.kk.atom").body.contains("in 102"));
    CHECK(daemon.get("/tags/vote.ru.atom").body.contains("in 102"));
    CHECK(room.ask({"poll", "--accept", "s"}).out == "accepted source=s articles=0\n");
    CHECK(room.ask({"store", "check"}).status == 0);
}

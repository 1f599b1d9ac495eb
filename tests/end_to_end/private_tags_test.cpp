#include "tests/end_to_end/arna_daemon.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace arna;
namespace json = boost::json;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string base64(const std::string& text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += i + k > text.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
    }
    return out;
}

/// A daemon with a private tag, another private one and a public one.
class Newsroom {
public:
    Newsroom() {
        std::vector<std::string> titles;
        for (int i = 1; i <= 60; ++i) titles.push_back(fmt::format("item {}", i));
        directory.write("feed.xml", rss_of(titles));
        write_tags(true);
    }

    void write_tags(bool is_private, bool has_board = true) {
        std::string text = "[daemon]\nbase_url = \"https://feeds.example.kz\"\n"
                           "[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1d\"\n"
                           "language = \"en\"\n"
                           "[[tag]]\nname = \"public\"\nmatch = \"item\"\n"
                           "[[tag]]\nname = \"Тергеу\"\nslug = \"inquiry\"\nmatch = \"item\"\nprivate = true\n";
        if (has_board)
            text += fmt::format("[[tag]]\nname = \"Кеңес\"\nslug = \"board\"\naliases = [\"Совет\"]\n"
                                "former_slugs = [\"old-board\"]\nmatch = \"item\"\nprivate = {}\n"
                                "languages = [\"en\"]\ndigest = [\"daily\"]\n",
                                is_private);
        file = directory.write("arna.toml", text);
    }

    Exit ask(std::vector<std::string> arguments) const {
        std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file.string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run_program(command, {}, {{"ARNA_DAEMON__STATE", state().string()}});
    }

    /// Makes a token and gives it.
    std::string token(const std::string& tag, const std::string& subscriber) const {
        const auto made = ask({"token", "new", tag, "--for", subscriber, "--json"});
        CAPTURE(made.err);
        REQUIRE(made.status == 0);
        return std::string(json::parse(made.out).at("token").as_string());
    }

    [[nodiscard]] std::filesystem::path state() const { return directory.path() / "state"; }

    TemporaryDirectory directory;
    std::filesystem::path file;
};

std::vector<std::pair<std::string, std::string>> basic(const std::string& token) {
    return {{"Authorization", "Basic " + base64("anybody:" + token)}};
}

} // namespace

TEST_CASE("A private tag is there for those who show a token of it", "[end-to-end][private]") {
    Newsroom room;
    ArnaDaemon daemon(room.file, room.state());
    REQUIRE(eventually([&] { return contains(daemon.get("/tags/public.atom").body, "item 60"); }));
    const auto token = room.token("board", "Аян");
    const auto other = room.token("inquiry", "Аян");
    CHECK(token.size() == 32);
    const auto below = "/private/" + token;

    for (const char* path :
         {"/tags/board.atom", "/tags/board.rss", "/tags/board.json", "/tags/board", "/tags/board/archive/1.atom",
          "/kk/tags/board", "/tags/board.en.atom", "/tags/board.en", "/tags/board.en/archive/1.atom",
          "/tags/board/daily.atom", "/tags/board/daily", "/tags/board.en/daily.json", "/ru/tags/board.en/daily"}) {
        CAPTURE(path);
        const auto shown = daemon.get(below + path);
        CHECK(shown.status == 200);
        CHECK(shown.header("Cache-Control") ==
              (contains(path, "archive") ? "private, max-age=86400" : "private, max-age=60"));
        CHECK(shown.header("Referrer-Policy") == "no-referrer");
        CHECK(shown.header("X-Robots-Tag") == "noindex");
        CHECK_FALSE(contains(shown.body, token));
        CHECK_FALSE(contains(shown.body, "../\"")); // no way to an index that is not there below the token
        const auto by_basic = daemon.get(path, basic(token));
        CHECK(by_basic.status == 200);
        CHECK(by_basic.body == shown.body);
        CHECK(by_basic.header("ETag") == shown.header("ETag"));
        CHECK(daemon.get(below + path, {{"If-None-Match", shown.header("ETag")}}).status == 304);

        for (const auto& refused : {daemon.get(path), daemon.get(path, basic(other)), daemon.get(path, basic("x")),
                                    daemon.get(path, {{"Authorization", "Bearer " + token}})}) {
            CHECK(refused.status == 401);
            CHECK(refused.header("WWW-Authenticate") == R"(Basic realm="feeds.example.kz", charset="UTF-8")");
            CHECK(refused.header("Cache-Control") == "no-store");
            CHECK(refused.header("Referrer-Policy") == "no-referrer");
            CHECK_FALSE(contains(refused.body, "board"));
        }
        CHECK(daemon.get("/ru/tags/board").header("Content-Language") == "ru");
        const auto unknown = daemon.get("/no/such/path");
        for (const auto& nothing :
             {daemon.get("/private/" + other + path),
              daemon.get("/private/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" + std::string(path)),
              daemon.get("/private/" + std::string(path)), daemon.get("/private" + std::string(path))}) {
            CHECK(nothing.status == 404);
            CHECK(nothing.body == unknown.body);
            CHECK(nothing.header("Cache-Control") == "no-store");
            CHECK(nothing.header("Referrer-Policy") == "no-referrer"); // it links to the front page
        }
    }
    for (const char* path : {"", "/", "/tags/public.atom", "/feeds.opml", "/tags/", "/tags/board/archive/2.atom",
                             "/private/x/tags/board.atom"}) {
        CAPTURE(path);
        CHECK(daemon.get(below + path).status == 404);
    }
    CHECK(daemon.get("/tags/public.atom", basic(token)).status == 200);
    CHECK(contains(daemon.get("/tags/public.atom", basic(token)).header("Cache-Control"), "public"));
    for (const char* list : {"/", "/feeds.opml", "/tags/public", "/sources/s"})
        CHECK_FALSE(contains(daemon.get(list).body, "board"));
}

TEST_CASE("Names, aliases and former slugs of a private tag are for those with a token, too", "[end-to-end][private]") {
    Newsroom room;
    ArnaDaemon daemon(room.file, room.state());
    const auto token = room.token("Совет", "Аян");
    struct Case {
        const char* path;
        const char* location;
    };
    const auto one = GENERATE(values<Case>({
        {"/tags/%D0%9A%D0%B5%D2%A3%D0%B5%D1%81.atom", "board.atom"},
        {"/tags/%D0%A1%D0%BE%D0%B2%D0%B5%D1%82", "board"},
        {"/tags/old-board.json", "board.json"},
        {"/tags/old-board/archive/1.atom", "../../board/archive/1.atom"},
    }));
    CAPTURE(one.path);
    for (const auto& moved : {daemon.get(one.path, basic(token)), daemon.get("/private/" + token + one.path)}) {
        CHECK(moved.status == 301);
        CHECK(moved.header("Location") == one.location);
        CHECK(contains(moved.header("Cache-Control"), "private"));
    }
    CHECK(daemon.get(one.path).status == 401);
    CHECK_FALSE(contains(daemon.get(one.path).head, "board"));
    CHECK(daemon.get("/private/nobody" + std::string(one.path)).status == 404);
}

TEST_CASE("A tag that is made public, private and leaves keeps its ids and shows no more than it should",
          "[end-to-end][private]") {
    Newsroom room;
    ArnaDaemon daemon(room.file, room.state());
    const auto token = room.token("board", "Аян");
    const auto below = "/private/" + token + "/tags/";
    REQUIRE(eventually([&] { return contains(daemon.get(below + "board.atom").body, "item 60"); }));
    const auto before = daemon.get(below + "board.atom").body;
    CHECK(contains(before, "<id>tag:feeds.example.kz,2026:tag/board</id>"));
    CHECK(contains(before, "https://feeds.example.kz/tags/board.atom"));

    room.write_tags(false);
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(daemon.get("/tags/board.atom").body == before);
    CHECK(contains(daemon.get("/tags/board.atom").header("Cache-Control"), "public"));
    CHECK(daemon.get(below + "board.atom").status == 301);
    CHECK(daemon.get(below + "board.atom").header("Location") == "../../../tags/board.atom");
    CHECK(daemon.get(below + "old-board").header("Location") == "../../../tags/board");
    CHECK(daemon.get(below + "board/archive/1.atom").header("Location") == "../../../../../tags/board/archive/1.atom");
    CHECK(daemon.get("/private/nobody/tags/board.atom").status == 404);
    CHECK(room.ask({"token", "new", "board", "--for", "Аян"}).status == 2);

    room.write_tags(true);
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(daemon.get("/tags/board.atom").status == 401);
    CHECK(daemon.get(below + "board.atom").body == before);

    room.write_tags(true, false);
    REQUIRE(room.ask({"reload"}).status == 0);
    CHECK(daemon.get(below + "board.atom").status == 410);
    CHECK(daemon.get("/tags/board.atom", basic(token)).status == 410);
    CHECK(daemon.get("/tags/board.atom").status == 401);
    CHECK(daemon.get("/private/nobody/tags/board.atom").status == 404);
}

TEST_CASE("A token is listed and revoked without being shown again, with a daemon and without",
          "[end-to-end][private]") {
    Newsroom room;
    const auto made = room.ask({"token", "new", "board", "Тергеу", "board", "--for", "Аян", "--expires", "30d"});
    CAPTURE(made.err);
    REQUIRE(made.status == 0);
    const auto prefix = std::string("https://feeds.example.kz/private/");
    REQUIRE(made.out.starts_with(prefix));
    const auto token = made.out.substr(prefix.size(), 32);
    CHECK(made.out == prefix + token + "/tags/board.atom\n" + prefix + token + "/tags/inquiry.atom\n");
    const auto alone = room.ask({"token", "list", "--json"});

    ArnaDaemon daemon(room.file, room.state());
    CHECK(room.ask({"token", "list", "--json"}).out == alone.out);
    const auto list = json::parse(alone.out).as_array();
    REQUIRE(list.size() == 1);
    CHECK(list[0].at("id").as_int64() == 1);
    CHECK(list[0].at("for").as_string() == "Аян");
    CHECK(list[0].at("tags") == json::array{"inquiry", "board"});
    CHECK(list[0].at("used").is_null());
    CHECK(list[0].at("revoked").is_null());
    CHECK_FALSE(contains(alone.out, token));

    CHECK(daemon.get("/private/" + token + "/tags/board.atom").status == 200);
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_tokens 1\n"));
    CHECK(contains(daemon.get_admin("/status.json").body, "\"private\":true,\"tokens\":1"));
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_token_requests_total{outcome=\"ok\"} 1\n"));
    CHECK(json::parse(room.ask({"token", "list", "board", "--json"}).out).as_array()[0].at("used").is_string());
    CHECK(room.ask({"token", "list", "public", "--json"}).out == "[]\n");

    const auto second = room.token("board", "Аян");
    CHECK(room.ask({"token", "revoke", "Аян"}).out == "2 tokens revoked\n");
    CHECK(daemon.get("/private/" + token + "/tags/board.atom").status == 404);
    CHECK(daemon.get("/tags/board.atom", basic(second)).status == 401);
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_token_requests_total{outcome=\"revoked\"} 2\n"));
    CHECK(room.ask({"token", "revoke", "Аян"}).status == 1);
    CHECK(room.ask({"token", "list", "--json"}).out == "[]\n");
    CHECK(json::parse(room.ask({"token", "list", "--all", "--json"}).out).as_array().size() == 2);
    CHECK(room.token("board", "Дана").size() == 32);
    CHECK(room.ask({"token", "revoke", "3", "--json"}).out == "{\"revoked\":1}\n");

    CHECK_FALSE(contains(daemon.process().error_output(), token));
    daemon.process().signal(SIGTERM);
    REQUIRE(daemon.process().wait() == 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(room.state())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        CHECK_FALSE(contains(std::string(std::istreambuf_iterator<char>(in), {}), token));
    }
}

TEST_CASE("What 'arna token' cannot do it says, with status 2", "[end-to-end][private]") {
    Newsroom room;
    const std::vector<std::vector<std::string>> wrong{
        {"new"},
        {"new", "board"},
        {"new", "public", "--for", "a"},
        {"new", "nothing", "--for", "a"},
        {"new", "board", "--for", ""},
        {"new", "board", "--for", "17"},
        {"new", "board", "--for", "a\nb"},
        {"new", "board", "--for", std::string(81, 'a')},
        {"new", "board", "--for", "a", "--expires", "0s"},
        {"new", "board", "--for", "a", "--expires", "3651d"},
        {"new", "board", "--for", "a", "--expires", "soon"},
        {"list", "nothing"},
        {"revoke"},
        {"revoke", "a", "--for", "b"},
        {"give"},
    };
    REQUIRE(room.token("board", std::string(80, 'a')).size() == 32);
    for (auto arguments : wrong) {
        arguments.insert(arguments.begin(), "token");
        const auto exit = room.ask(arguments);
        CAPTURE(arguments, exit.out, exit.err);
        CHECK(exit.status == 2);
        CHECK(exit.out.empty());
        CHECK(exit.err.starts_with("arna: "));
    }
    CHECK(room.ask({"token", "revoke", "9"}).status == 1);
}

TEST_CASE("A token that has expired opens nothing", "[end-to-end][private]") {
    Newsroom room;
    const auto made = room.ask({"token", "new", "board", "--for", "a", "--expires", "1s", "--json"});
    REQUIRE(made.status == 0);
    const std::string token(json::parse(made.out).at("token").as_string());
    ArnaDaemon daemon(room.file, room.state());
    CHECK(eventually([&] { return daemon.get("/private/" + token + "/tags/board.atom").status == 404; }));
    CHECK(daemon.get("/tags/board.atom", basic(token)).status == 401);
    CHECK(contains(daemon.get_admin("/metrics").body, "arna_tokens 0\n"));
    CHECK(room.ask({"token", "list", "--json"}).out == "[]\n");
}

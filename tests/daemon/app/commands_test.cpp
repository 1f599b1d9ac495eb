#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace arna;

namespace {

Exit run_arna(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
    return run_program(arguments, input);
}

/// Runs a line of sh, whose $0 is arna and $1 `argument`.
Exit run_shell(const std::string& line, const std::string& argument = {}) {
    return run_program({"sh", "-c", line, environment("ARNA_BINARY"), argument});
}

const char* const feed = R"xml(<rss version="2.0"><channel><title>Қала</title><link>https://a.kz/</link>
<item><title>Референдумға дайындық</title><link>/1</link><description>&lt;b onclick="x()"&gt;мәтін&lt;/b&gt;</description></item>
<item><title>Ауа райы</title><link>/2</link></item></channel></rss>)xml";

} // namespace

TEST_CASE("Wrong usage is one line that says what to do, and status 2", "[app][cli]") {
    struct Case {
        std::vector<std::string> arguments;
        const char* error;
    };
    const auto example = GENERATE(values<Case>({
        {{}, "arna: command line: no command; see 'arna --help'\n"},
        {{"pars"}, "arna: command line: unknown command 'pars'; did you mean 'parse'?\n"},
        {{"--colour", "parse", "x"}, "arna: parse: unknown option '--colour'; see 'arna parse --help'\n"},
        {{"parse"}, "arna: parse: FILE is required; see 'arna parse --help'\n"},
        {{"parse", "a", "b"}, "arna: parse: 'b' is one argument too many; see 'arna parse --help'\n"},
        {{"poll", "--nw"}, "arna: poll: unknown option '--nw'; did you mean '--now'?\n"},
        {{"store", "chek"},
         "arna: store: 'chek' is neither check, compact, restore nor stats; did you mean 'check'?\n"},
        {{"check", "-c", "/none/arna.toml"}, "arna: /none/arna.toml: does not exist; name another file with -c\n"},
    }));
    const Exit ended = run_arna(example.arguments);
    CHECK(ended.err == example.error);
    CHECK(ended.out.empty());
    CHECK(ended.status == 2);
}

TEST_CASE("A name that nothing has is told with the one that was meant", "[app][cli]") {
    const TemporaryDirectory folder;
    const auto file =
        folder
            .write("arna.toml", "[daemon]\nstate = \"s\"\n[[source]]\nname = \"zakon\"\nurl = \"https://a.kz/\"\n"
                                "[[tag]]\nname = \"Спорт\"\n")
            .string();
    CHECK(run_arna({"poll", "zakn", "-c", file}).err ==
          "arna: source 'zakn': no source of " + file + " has this name; did you mean 'zakon'?\n");
    CHECK(run_arna({"list", "sprt", "-c", file}).err ==
          "arna: tag 'sprt': no tag of " + file + " has this name or slug; did you mean 'sport'?\n");
    CHECK(run_arna({"list", "x", "-c", file}).err ==
          "arna: tag 'x': no tag of " + file +
              " has this name or slug; see 'arna config', or name another file with -c\n");
    CHECK(run_arna({"status", "zakn", "-c", file}).err ==
          "arna: source 'zakn': no source of " + file + " has this name; did you mean 'zakon'?\n");
}

TEST_CASE("Warnings of the configuration are told by what is about it, not by what asks the store", "[app][cli]") {
    const TemporaryDirectory folder;
    (void)folder.write("a.xml", feed);
    const auto file =
        folder
            .write("arna.toml", "[daemon]\nstate = \"s\"\n[[source]]\npath = \"a.xml\"\n[[tag]]\nname = \"r\"\n"
                                "match = \"label:none\"\n")
            .string();
    const auto warns = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"-c", file});
        return run_arna(arguments).err.contains("warning");
    };
    CHECK_FALSE(warns({"poll"}));
    CHECK(warns({"check"}));
    CHECK(warns({"config"}));
    CHECK(warns({"plan"}));
    CHECK_FALSE(warns({"list", "r"}));
    CHECK_FALSE(warns({"search", "x"}));
    CHECK_FALSE(warns({"explain", "https://a.kz/1"}));
    CHECK_FALSE(warns({"status"}));
    CHECK_FALSE(warns({"store", "check"}));
}

TEST_CASE("check and config have the same to say as JSON", "[app][cli]") {
    const TemporaryDirectory folder;
    const auto file =
        folder.write("arna.toml", "[daemon]\nstate = \"/s\"\n[[source]]\nname = \"a\"\n"
                                  "url = \"https://a.kz/?lang=kk&token=abc\"\n[[tag]]\nname = \"b\"\n"
                                  "match = \"b -label:none\"\n[[tag.test]]\ntitle = \"b\"\nexpect = \"in\"\n");
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    CHECK(run_arna({"check", "--json", "-c", file.string()}).out ==
          "{\"files\":[\"" + file.string() +
              "\"],\"sources\":1,\"tags\":1,\"tests\":1,\"diagnostics\":[{\"severity\":\"warning\","
              "\"file\":\"" +
              file.string() +
              "\",\"line\":8,\"column\":9,\"what\":\"rule: no source has the label \\\"none\\\"\","
              "\"hint\":\"\"}]}\n");
    const auto config = run_arna({"config", "--json", "-c", file.string()}).out;
    CHECK(config.starts_with("{\"daemon\":{\"listen\":[\"127.0.0.1:8411\"],"));
    CHECK(config.contains("\"log\":{\"level\":\"info\",\"format\":\"text\"}"));
    CHECK(
        config.ends_with("\"source\":[{\"name\":\"a\",\"url\":\"https://a.kz/?lang=kk&token=***\",\"publish\":false}],"
                         "\"tag\":[{\"name\":\"b\",\"slug\":\"b\",\"match\":\"b -label:none\","
                         "\"test\":[{\"title\":\"b\",\"expect\":\"in\"}]}]}\n"));
    const auto wrong = folder.write("wrong.toml", "a = 1\nb = 2\n").string();
    const auto refused = run_arna({"check", "--json", "-c", wrong});
    CHECK(refused.out.empty());
    CHECK(refused.err.ends_with("\narna: 2 errors\n"));
}

TEST_CASE("A visit of each source is a line of JSON with where it moved and what it offers", "[app][cli]") {
    Origin origin;
    origin.on("/old", redirect(308, "/rss"));
    origin.on("/rss", reply(200, {}, feed));
    origin.on("/page", reply(200, {{"Content-Type", "text/html"}},
                             "<html><title>Home</title><link rel=alternate type=application/rss+xml href=/rss>"));
    const TemporaryDirectory folder;
    const auto file =
        folder
            .write("arna.toml", "[daemon]\nstate = \"/s\"\n[fetch]\nallow = [\"127.0.0.0/8\"]\n[[source]]\n"
                                "name = \"a\"\nurl = \"" +
                                    origin.url("/old") +
                                    "\"\n[[source]]\nname = \"b\"\n"
                                    "url = \"" +
                                    origin.url("/page") + "\"\n")
            .string();
    const auto visited = run_arna({"check", "--online", "--json", "-c", file});
    CHECK(visited.status == 1);
    const auto lines = visited.out.substr(visited.out.find('\n') + 1);
    CHECK(lines ==
          "{\"source\":\"a\",\"status\":200,\"items\":2,\"moved_to\":\"" + origin.url("/rss") +
              "\",\"offers\":[],\"error\":null}\n{\"source\":\"b\",\"status\":200,\"items\":null,\"moved_to\":null,"
              "\"offers\":[\"" +
              origin.url("/rss") +
              "\"],\"error\":\"it is a web page, \\\"Home\\\", and no feed (did you mean page = \\\"" +
              origin.url("/page") + "\\\"?); it offers " + origin.url("/rss") + "\"}\n");
    CHECK(run_arna({"check", "--online", "-c", file})
              .out.contains("a: 2 items; it has moved for good, write url = \"" + origin.url("/rss") + "\"\n"));
}

TEST_CASE("try and init take the environment's word without a file", "[app][cli]") {
    Origin origin;
    origin.on("/rss", reply(200, {}, feed));
    const std::vector<std::string> line{environment("ARNA_BINARY"), "try", origin.url("/rss")};
    CHECK(run_program(line, {}, {{"HOME", "/none"}}).status == 3);
    CHECK(run_program(line, {}, {{"HOME", "/none"}, {"ARNA_FETCH__ALLOW", "127.0.0.0/8"}}).status == 0);
    const auto missing = run_program({environment("ARNA_BINARY"), "check"}, {}, {{"HOME", "/none"}});
    CHECK(missing.status == 2);
    CHECK(missing.err ==
          "arna: /etc/arna/arna.toml: does not exist; name a file with -c, or have 'arna init URL' print one "
          "to begin with\n");
}

TEST_CASE("A poll's error is escaped once in JSON", "[app][cli]") {
    Origin origin;
    origin.on("/page", reply(200, {{"Content-Type", "text/html"}}, "<html><title>\"A\\B\"</title>"));
    const TemporaryDirectory folder;
    const auto file =
        folder
            .write("arna.toml", "[daemon]\nstate = \"s\"\n[fetch]\nallow = [\"127.0.0.0/8\"]\n[[source]]\n"
                                "name = \"a\"\nurl = \"" +
                                    origin.url("/page") + "\"\n")
            .string();
    CHECK(run_arna({"poll", "--json", "-c", file})
              .out.contains(R"("error":"it is a web page, \"\"A\\B\"\", and no feed (did you mean page = \")"));
    CHECK(run_arna({"poll", "--now", "-c", file})
              .out.contains(R"(error="it is a web page, \"\"A\\B\"\", and no feed (did)"));
}

TEST_CASE("Help is asked for in three ways, which say the same", "[app][cli]") {
    const Exit help = run_arna({"help", "poll"});
    CHECK(help.status == 0);
    CHECK(help.out.starts_with("Polls the sources that are due.\n\nUsage: arna poll [OPTION…] [SOURCE…]\n"));
    CHECK(run_arna({"poll", "--help"}).out == help.out);
    CHECK(run_arna({"-h", "poll"}).out == help.out);
    CHECK(run_arna({"help"}).out == run_arna({"--help"}).out);
    CHECK(run_arna({"help", "pol"}).err == "arna: help: unknown command 'pol'; did you mean 'poll'?\n");
}

TEST_CASE("What cannot be written is said, with status 3", "[app][cli]") {
    const auto arguments = GENERATE(as<std::string>{}, "--version", "--help", "help poll");
    const Exit ended = run_shell("exec \"$0\" " + arguments + " > /dev/full");
    CHECK(ended.status == 3);
    CHECK(ended.err == "arna: standard output: cannot be written: No space left on device\n");
}

TEST_CASE("Standard streams that are closed are /dev/null: no file gets what was meant for them", "[app][cli]") {
    const TemporaryDirectory folder;
    (void)folder.write("a.xml", feed);
    const auto file = folder
                          .write("arna.toml", "[daemon]\nstate = \"state\"\n[[source]]\npath = \"a.xml\"\n"
                                              "[[tag]]\nname = \"r\"\nmatch = \"референдум\"\n")
                          .string();
    REQUIRE(run_arna({"poll", "-c", file}).status == 0);
    REQUIRE(run_arna({"list", "r", "-c", file}).out.find("https://a.kz/1") != std::string::npos);
    const auto closed = GENERATE(as<std::string>{}, ">&-", "<&- >&- 2>&-");
    const Exit ended = run_shell("exec \"$0\" list r -c \"$1\" " + closed, file);
    CHECK(ended.status == 0);
    CHECK(std::filesystem::file_size(folder.path() / "state" / "arna.db.lock") == 0);
}

TEST_CASE("check counts its findings where there are many", "[app][check]") {
    const TemporaryDirectory folder;
    const auto errors = [&](int wrong_keys) {
        std::string toml = "[[source]]\nname = \"a\"\nurl = \"https://a.kz/1\"\n"
                           "[[source]]\nname = \"b\"\nurl = \"https://a.kz/1\"\n" // the same again: a warning
                           "[daemon]\nstate = \"/s\"\n[fetch]\n";
        for (int i = 0; i < wrong_keys; ++i) toml += "wrong_" + std::to_string(i) + " = 1\n";
        return run_arna({"check", "-c", folder.write("arna.toml", toml).string()}).err;
    };
    CHECK(errors(10).ends_with("\narna: 10 errors, 1 warning\n"));
    CHECK(errors(1).find("errors") == std::string::npos);
}

TEST_CASE("Help and version are asked for before or after the command", "[app][cli]") {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"--version"}, {"parse", "--version"}}) {
        const Exit ended = run_arna(arguments);
        CHECK(ended.status == 0);
        CHECK(ended.out.starts_with("arna "));
    }
    CHECK(run_arna({"parse", "--help"}).out.find("--content-type") != std::string::npos);
}

TEST_CASE("Check is silent on errors when there are none, and a failing test is one", "[app][check]") {
    const TemporaryDirectory folder;
    const std::string rule = "[[tag]]\nname = \"a\"\nmatch = \"алма\"\n[[tag.test]]\ntitle = \"алма\"\nexpect = ";
    const auto file = folder.write("arna.toml", rule + "\"in\"\n").string();
    const Exit fine = run_arna({"check", "-c", file});
    CHECK(fine.status == 0);
    CHECK(fine.err.empty());
    CHECK(fine.out == file + ": 0 sources, 1 tag, 1 test, 0 warnings\n");
    (void)folder.write("arna.toml", rule + "\"out\"\n");
    const Exit failed = run_arna({"-c", file, "check"});
    CHECK(failed.status == 2);
    CHECK(failed.err.starts_with("arna: " + file + ":4:1: test fails: "));
    CHECK(run_arna({"config", "-c", file}).status == 0);
}

TEST_CASE("A source that cannot be visited makes check --online say no", "[app][check]") {
    const TemporaryDirectory folder;
    (void)folder.write("a.xml", feed);
    const auto file =
        folder.write("arna.toml", "[[source]]\npath = \"a.xml\"\n[[source]]\npath = \"none.xml\"\n").string();
    const Exit ended = run_arna({"check", "--online", "-c", file});
    CHECK(ended.status == 1);
    CHECK(ended.out.find("a-xml: 2 items\n") != std::string::npos);
    CHECK(ended.err.starts_with("arna: none-xml: "));
}

TEST_CASE("An index of sitemaps is visited once as it is polled: by robots.txt, and failing where all fail",
          "[app][check][try]") {
    Origin origin;
    const auto index = [&](const std::vector<std::string>& paths) {
        std::string all = "<sitemapindex>";
        for (const auto& path : paths) all += "<sitemap><loc>" + origin.url(path) + "</loc></sitemap>";
        return reply(200, {}, all + "</sitemapindex>");
    };
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /no/\n"));
    origin.on("/index", index({"/no/a.xml", "/b.xml", "/index"}));
    origin.on("/forbidden", index({"/no/a.xml"}));
    origin.on("/elsewhere",
              reply(200, {}, "<sitemapindex><sitemap><loc>http://a.kz/s.xml</loc></sitemap></sitemapindex>"));
    origin.on("/b.xml", reply(203, {}, origin.url("/1") + "\n" + origin.url("/2") + "\n"));
    const auto complaint = origin.url("/no/a.xml") + ": robots.txt forbids it (line 2: Disallow: /no/); " +
                           origin.url("/index") + ": it is an index of sitemaps itself";
    const TemporaryDirectory folder;
    const auto config_of = [&](const std::string& path) {
        return folder
            .write("arna.toml",
                   "[daemon]\nstate = \"/s\"\n[fetch]\nallow = [\"127.0.0.0/8\"]\n[[source]]\nname = \"a\"\n"
                   "url = \"" +
                       origin.url(path) + "\"\n")
            .string();
    };
    const auto file = config_of("/index");
    CHECK(run_arna({"check", "--online", "-c", file}).out.ends_with("a: 2 items\n"));
    const auto tried = run_arna({"try", "a", "-c", file});
    CHECK(tried.status == 0);
    CHECK(tried.out.contains("problem: " + complaint + " (sitemap-unreadable)\n"));
    CHECK(origin.hits("/no/a.xml") == 0);
    CHECK(origin.hits("/robots.txt") == 2); // once for each command
    const auto forbidden = run_arna({"check", "--online", "-c", config_of("/forbidden")});
    CHECK(forbidden.status == 1);
    CHECK(forbidden.err ==
          "arna: a: " + origin.url("/no/a.xml") + ": robots.txt forbids it (line 2: Disallow: /no/)\n");
    const auto elsewhere = run_arna({"check", "--online", "-c", config_of("/elsewhere")});
    CHECK(elsewhere.status == 1);
    CHECK(elsewhere.err == "arna: a: the index names no sitemap of its own site\n");
    (void)config_of("/index");
    origin.on("/robots.txt", reply(503));
    CHECK(run_arna({"check", "--online", "-c", file}).status == 1); // nobody knows what is allowed
    std::ofstream(file, std::ios::app) << "robots = \"ignore\"\n";
    origin.on("/no/a.xml", reply(200, {}, origin.url("/3") + "\n"));
    CHECK(run_arna({"check", "--online", "-c", file}).out.ends_with("a: 3 items\n"));
}

TEST_CASE("Try says of each item whether a rule takes it", "[app][try]") {
    const TemporaryDirectory folder;
    const auto file = folder.write("a.xml", feed).string();
    const Exit ended = run_arna({"try", file, "--match", "референдум"});
    CHECK(ended.status == 0);
    CHECK(ended.out.find("\n  in: ") != std::string::npos);
    CHECK(ended.out.find("\n  out: ") != std::string::npos);
    const Exit json = run_arna({"try", file, "--match", "референдум", "--json"});
    CHECK(json.out.find(R"("match":true)") != std::string::npos);
    CHECK(json.out.find(R"("match":false)") != std::string::npos);
    CHECK(run_arna({"try", file, "--match", "("}).status == 2);
    CHECK(run_arna({"try", "/none"}).status == 3);
}

TEST_CASE("Poll brings what is due into the store, once", "[app][poll]") {
    const TemporaryDirectory folder;
    (void)folder.write("a.xml", feed);
    const auto file =
        folder.write("arna.toml", "[daemon]\nstate = \"state\"\n[[source]]\nname = \"a\"\npath = \"a.xml\"\n").string();
    const Exit first = run_arna({"poll", "-c", file});
    CHECK(first.status == 0);
    CHECK(first.out.find("source=a new=2") != std::string::npos);
    CHECK(run_arna({"poll", "-c", file}).out.find("new=") == std::string::npos);
    CHECK(run_arna({"poll", "-c", file, "b"}).status == 2);
}

TEST_CASE("A store that cannot be written ends poll in good order, with visits under way", "[app][poll]") {
    const TemporaryDirectory folder;
    std::string sources;
    for (int i = 0; i < 20; ++i) {
        const auto name = "f" + std::to_string(i);
        std::string items;
        for (int j = 0; j < 100; ++j)
            items += "<item><title>" + std::to_string(j) + "</title><description>" + std::string(2'000, 'a') +
                     std::to_string(j) + "</description></item>";
        (void)folder.write(name + ".xml",
                           "<rss version=\"2.0\"><channel><title>T</title>" + items + "</channel></rss>");
        sources += "[[source]]\nname = \"" + name + "\"\npath = \"" + name + ".xml\"\n";
    }
    const auto file = folder.write("arna.toml", "[daemon]\nstate = \"state\"\n" + sources).string();
    // A full disk: no file grows beyond 512 KiB, which the schema needs and the articles pass.
    const Exit ended = run_shell("trap '' XFSZ; ulimit -f 1024; exec \"$0\" poll -c \"$1\"", file);
    CAPTURE(ended.err);
    CHECK(ended.status == 3);
    CHECK(ended.err.find("arna: poll: the store cannot be written; see the log\n") != std::string::npos);
}

TEST_CASE("Foreign text reaches a terminal without what it would obey", "[app][try]") {
    const TemporaryDirectory folder;
    const auto file =
        folder
            .write("a.xml", "<rss version=\"2.0\"><channel><title>a</title><item><title>x\xe2\x80\xae!y</title></item>"
                            "</channel></rss>")
            .string();
    const Exit text = run_arna({"try", file});
    CHECK(text.out.find("x\\u202e!y") != std::string::npos);
    const Exit json = run_arna({"try", file, "--json"});
    CHECK(json.out.find("x\\u202e!y") != std::string::npos); // in JSON the same string
}

TEST_CASE("Check says for programs what it read and what it warns of", "[app][check]") {
    const TemporaryDirectory folder;
    const auto file = folder.write("arna.toml", "[[tag]]\nname = \"a\"\nmatch = \"source:none\"\n").string();
    const Exit ended = run_arna({"check", "--json", "-c", file});
    CHECK(ended.status == 0);
    CHECK(ended.out.starts_with("{\"files\":[\"" + file + "\""));
    CHECK(ended.out.find(R"("sources":0,"tags":1,"tests":0,"diagnostics":[{"severity":"warning",)") !=
          std::string::npos);
    CHECK(ended.out.find(R"("line":3,)") != std::string::npos);
    (void)folder.write("arna.toml", "[[tag]]\n");
    CHECK(run_arna({"check", "--json", "-c", file}).out.empty());
}

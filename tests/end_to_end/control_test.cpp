#include "tests/end_to_end/demo.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

using namespace arna;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Exit ask(const std::filesystem::path& state, std::vector<std::string> arguments,
         const std::string& file = Demo::configuration()) {
    std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_program(command, {}, {{"ARNA_DAEMON__STATE", state.string()}});
}

} // namespace

TEST_CASE("A running daemon answers commands as the command line does without one", "[end-to-end][control]") {
    Demo demo;
    REQUIRE(demo.ready);
    const auto state = demo.directory.path() / "state";
    const std::vector<std::vector<std::string>> questions{
        {"list", "Референдум-2026"},
        {"list", "--json", "referendum-2026"},
        {"search", "трамвай -снег"},
        {"search", "-снег трамвай"},
        {"search", "((("},
        {"search", "жоқнәрсе"},
        {"explain", "https://qala.example/news/tramvai"},
        {"explain", "https://qala.example/none"},
        {"list", "no-such-tag"},
        {"store", "check"},
        {"store", "mend"},
        {"status", "no-such-source"},
    };
    std::vector<Exit> beside;
    for (const auto& question : questions) beside.push_back(ask(state, question));
    demo.daemon.process().signal(SIGTERM);
    REQUIRE(demo.daemon.process().wait() == 0);
    CHECK_FALSE(std::filesystem::exists(state / "control"));
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto alone = ask(state, questions[i]);
        CAPTURE(questions[i].back(), beside[i].err, alone.err);
        CHECK(beside[i].status == alone.status);
        CHECK(beside[i].out == alone.out);
        CHECK(beside[i].err == alone.err);
    }
    CHECK(contains(beside[0].out, "https://qala.example/news/zhastar-2025"));
    CHECK(beside[9].out == "nothing is wrong\n");
}

TEST_CASE("The daemon polls when it is asked to, and says what came", "[end-to-end][control]") {
    const TemporaryDirectory directory;
    const auto feed = directory.write("feed.xml", rss_of({"one"}));
    const auto file = directory.write("arna.toml", "[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1d\"\n"
                                                   "[[tag]]\nname = \"x\"\nmatch = \"one OR two\"\n");
    const auto state = directory.path() / "state";
    const ArnaDaemon daemon(file, state);
    REQUIRE(eventually([&] { return contains(ask(state, {"list", "x"}, file).out, "one"); }));

    CHECK(contains(ask(state, {"poll"}, file).err, "nothing is due"));
    directory.write("feed.xml", rss_of({"one", "two"}));
    const auto polled = ask(state, {"poll", "--now", "s"}, file);
    CAPTURE(polled.out, polled.err);
    CHECK(polled.status == 0);
    CHECK(contains(polled.out, "polled source=s new=1"));
    CHECK(contains(ask(state, {"list", "x"}, file).out, "two"));
    CHECK(ask(state, {"poll", "nobody"}, file).status == 2);
    CHECK(contains(daemon.get("/tags/x.atom").body, "two"));
}

TEST_CASE("Status tells failing sources first", "[end-to-end][control]") {
    const TemporaryDirectory directory;
    directory.write("feed.xml", rss_of({"one"}));
    const auto file = directory.write("arna.toml", "[[source]]\nname = \"a-good-one\"\npath = \"feed.xml\"\n"
                                                   "[[source]]\nname = \"z-bad-one\"\npath = \"missing.xml\"\n"
                                                   "[[tag]]\nname = \"x\"\nmatch = \"one\"\n");
    const auto state = directory.path() / "state";
    const ArnaDaemon daemon(file, state);
    REQUIRE(eventually([&] { return ask(state, {"status", "--failing"}, file).status == 1; }));
    const auto status = ask(state, {"status"}, file);
    CAPTURE(status.out, status.err);
    CHECK(status.status == 0);
    CHECK(contains(status.out, "2 sources: 1 ok, 1 failing · 1 tag"));
    CHECK(status.out.find("z-bad-one") < status.out.find("a-good-one"));
    CHECK(contains(status.out, "1 member"));
    CHECK(contains(ask(state, {"status", "--json"}, file).out, R"("health":"failing")"));
}

TEST_CASE("A reload says what changed, and what is wrong", "[end-to-end][control]") {
    const TemporaryDirectory directory;
    directory.write("feed.xml", rss_of({"one"}));
    const std::string before = "[[source]]\nname = \"a\"\npath = \"feed.xml\"\n";
    const auto file = directory.write("arna.toml", before);
    const auto state = directory.path() / "state";
    const ArnaDaemon daemon(file, state);
    CHECK(ask(state, {"reload"}, file).out == "nothing changed\n");
    directory.write("arna.toml", before + "[[source]]\nname = \"b\"\npath = \"feed.xml\"\nintervall = \"1h\"\n");
    const auto wrong = ask(state, {"reload"}, file);
    CAPTURE(wrong.out, wrong.err);
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "did you mean 'interval'?"));
    directory.write("arna.toml", before + "[[source]]\nname = \"b\"\npath = \"feed.xml\"\ninterval = \"1h\"\n");
    CHECK(ask(state, {"reload"}, file).out == "in force: +1 source\n");
}

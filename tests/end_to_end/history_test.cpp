#include "tests/end_to_end/demo.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

using namespace arna;

namespace {

const std::string labelled = "https://qala.example/news/zhastar-2025";

/// The demo's store after the daemon has ended, and the commands that ask it.
class StoredDemo {
public:
    StoredDemo() {
        REQUIRE(demo_.ready);
        demo_.daemon.process().signal(SIGTERM);
        REQUIRE(demo_.daemon.process().wait() == 0);
    }

    [[nodiscard]] Exit ask(std::vector<std::string> arguments, const std::string& file = Demo::configuration()) const {
        std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run_program(command, {}, {{"ARNA_DAEMON__STATE", (demo_.directory.path() / "state").string()}});
    }

    [[nodiscard]] std::string database() const { return (demo_.directory.path() / "state" / "arna.db").string(); }

    /// The demo's configuration with one text replaced, beside the original's folder of feeds.
    [[nodiscard]] std::string changed(const std::string& from, const std::string& to) const {
        std::ifstream stream(Demo::configuration());
        std::string text(std::istreambuf_iterator<char>(stream), {});
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        return demo_.directory.write("changed.toml", text).string();
    }

private:
    Demo demo_;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("Explain, list, search and plan answer from the store of a daemon that has ended", "[end-to-end][history]") {
    const StoredDemo demo;

    const auto by_label = demo.ask({"explain", labelled, "referendum-2026"});
    CAPTURE(by_label.out, by_label.err);
    CHECK(by_label.status == 0);
    CHECK(contains(by_label.out, "(Референдум-2026 in category)"));

    const auto out = demo.ask({"explain", "https://qala.example/news/tramvai"});
    CAPTURE(out.out, out.err);
    CHECK(out.status == 0);
    CHECK(contains(out.out, "#Референдум-2026: out"));
    CHECK(contains(out.out, "#Спорт: out"));

    CHECK(demo.ask({"explain", "https://qala.example/none"}).status == 1);
    CHECK(demo.ask({"explain", labelled, "no-such-tag"}).status == 2);
    CHECK(contains(demo.ask({"--json", "explain", labelled}).out, R"("match":true)"));

    const auto found = demo.ask({"search", "трамвай -снег"});
    CAPTURE(found.out);
    CHECK(found.status == 0);
    CHECK(contains(found.out, "https://qala.example/news/tramvai"));
    CHECK(demo.ask({"search", "жоқнәрсе"}).status == 1);
    CHECK(demo.ask({"search", "((("}).status == 2);

    CHECK(contains(demo.ask({"list", "Референдум-2026"}).out, labelled));

    const auto lines = demo.ask({"list", "--json", "Референдум-2026"}).out;
    CHECK(lines.starts_with("{\"id\":"));
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 17);
    CHECK(contains(demo.ask({"search", "-трамвай снег"}).out + demo.ask({"search", "-снег трамвай"}).out, "tramvai"));
}

TEST_CASE("Plan tells what a changed rule would do, and changes nothing", "[end-to-end][history]") {
    const StoredDemo demo;

    const auto same = demo.ask({"plan"});
    CAPTURE(same.out, same.err);
    CHECK(same.status == 0);
    CHECK(contains(same.out, "#Референдум-2026: +0 −0, 17 stay"));

    const auto file = demo.changed("#Референдум-2026 OR референдум*", "трамвай OR референдум*");
    const auto plan = demo.ask({"plan", file});
    CAPTURE(plan.out, plan.err);
    CHECK(plan.status == 2); // the demo's own tests forbid it

    const auto harmless = demo.changed("section:Спорт OR section:Sport", "section:Көлік OR section:Sport");
    const auto moved = demo.ask({"plan", harmless});
    CAPTURE(moved.out, moved.err);
    CHECK(moved.status == 0);
    CHECK(contains(moved.out, "+ 2026-02-25 03:05  qala: Алматыда жаңа трамвай желісі ашылды"));
    CHECK(contains(moved.out, "- 2026-03-01 13:00  qala: Мұз айдынында қалалық жарыс өтті"));
    CHECK(demo.ask({"plan"}).out == same.out);
}

TEST_CASE("Reclean cleans again what an older sanitiser let through, and only that", "[end-to-end][history]") {
    const StoredDemo demo;
    CHECK(demo.ask({"reclean"}).out == "0 articles cleaned again, 0 of them changed\n");
    const auto aged = run_program({"/usr/bin/python3", "-c",
                                   "import sqlite3, sys\n"
                                   "with sqlite3.connect(sys.argv[1]) as store:\n"
                                   "    store.execute('update body set sanitizer = 0')\n",
                                   demo.database()});
    REQUIRE(aged.status == 0);
    CHECK(demo.ask({"reclean"}).out == "43 articles cleaned again, 0 of them changed\n");
    CHECK(demo.ask({"reclean"}).out == "0 articles cleaned again, 0 of them changed\n");
}

TEST_CASE("Without a store the commands of history make none", "[end-to-end][history]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", "[[tag]]\nname = \"x\"\n");
    const auto exit = run_program({environment("ARNA_BINARY"), "-c", file.string(), "search", "x"}, {},
                                  {{"ARNA_DAEMON__STATE", (directory.path() / "state").string()}});
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK_FALSE(std::filesystem::exists(directory.path() / "state"));
}

// Search beside a daemon, which fills the index, and without one.
#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

using namespace arna;

namespace {

namespace fs = std::filesystem;

/// A source that is a file, with a store that a daemon fills.
class Library {
public:
    TemporaryDirectory directory;
    fs::path state = directory.path() / "state";
    fs::path file = directory.write("arna.toml", "[[source]]\nname = \"one\"\npath = \"feed.xml\"\ninterval = \"1m\"\n"
                                                 "[[tag]]\nname = \"all\"\nmatch = \"трамвай\"\n");

    void tell(int first, int count) const {
        std::vector<std::string> titles;
        for (int n = first; n < first + count; ++n)
            titles.push_back(fmt::format("Трамвайдың {} {} жолы", n, n % 3 == 0 ? "мектептері" : "рынке"));
        (void)directory.write("feed.xml", rss_of(titles));
    }
    [[nodiscard]] Exit ask(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {environment("ARNA_BINARY"), "-c", file.string()});
        return run_program(arguments, {}, {{"ARNA_DAEMON__STATE", state.string()}, {"TZ", "UTC"}});
    }
    /// What search prints, which must be what a scan prints.
    [[nodiscard]] std::string search(const std::string& rule) const {
        const auto found = ask({"search", "--json", rule});
        const auto scanned = ask({"search", "--json", "--scan", rule});
        CAPTURE(found.err, scanned.err);
        CHECK(found.status == scanned.status);
        CHECK(found.out == scanned.out);
        return found.out;
    }
    [[nodiscard]] bool is_indexed() const { return fs::exists(state / "search.db"); }
};

constexpr auto rules =
    std::to_array<const char*>({"трамвай", "мектеп -рынок", "рынок OR мектеп", "=рынке", "мектептер*",
                                "\"мектеп жолы\"", "-lang:ru трамвай", "/рын.е/", "нет-такого", "age<36500d"});

} // namespace

TEST_CASE("Search finds the same with the index, without it and beside a daemon", "[end-to-end][search]") {
    const Library library;
    library.tell(0, 40);
    {
        ArnaDaemon daemon(library.file, library.state);
        REQUIRE(eventually([&] { return library.is_indexed(); }));
        REQUIRE(eventually([&] { return library.ask({"search", "трамвай"}).status == 0; }));
        for (const auto* rule : rules) (void)library.search(rule);
        library.tell(20, 60); // what is stored is found at once
        REQUIRE(library.ask({"poll", "--now", "one"}).status == 0);
        CHECK(library.search("трамвай").find("Трамвайдың 79 ") != std::string::npos);
        CHECK(library.ask({"search", "--limit", "1", "трамвай"}).status == 0);
        daemon.process().signal(SIGKILL);
        (void)daemon.process().wait();
    }
    for (const auto* rule : rules) (void)library.search(rule);
    fs::resize_file(library.state / "search.db", 5'000);
    for (const auto* rule : rules) (void)library.search(rule);
    fs::remove(library.state / "search.db");
    for (const auto* rule : rules) (void)library.search(rule);
    CHECK(library.ask({"search", "трамвай", "--since", "2999-01-01"}).status == 1);
}

TEST_CASE("A backup has no index, and a restored store gets one of its own", "[end-to-end][search]") {
    const Library library;
    library.tell(0, 10);
    const auto copy = (library.directory.path() / "copy.db").string();
    {
        ArnaDaemon daemon(library.file, library.state);
        REQUIRE(eventually([&] { return library.is_indexed(); }));
        REQUIRE(eventually([&] { return library.ask({"search", "трамвай"}).status == 0; }));
        REQUIRE(library.ask({"backup", copy}).status == 0);
        daemon.process().signal(SIGTERM);
        REQUIRE(daemon.process().wait() == 0);
    }
    REQUIRE(library.is_indexed());
    REQUIRE(library.ask({"store", "restore", copy}).status == 0);
    CHECK_FALSE(library.is_indexed());
    CHECK(library.search("трамвай").find("Трамвайдың 9 ") != std::string::npos);
    CHECK(library.ask({"store", "check"}).status == 0);
    ArnaDaemon daemon(library.file, library.state);
    CHECK(eventually([&] { return library.is_indexed(); }));
    CHECK(library.search("мектеп").find("Трамвайдың 9 ") != std::string::npos);
}

TEST_CASE("A search.db that is removed or damaged beside a daemon is made anew", "[end-to-end][search]") {
    const Library library;
    library.tell(0, 10);
    ArnaDaemon daemon(library.file, library.state);
    REQUIRE(daemon.process().wait_for_line("search index made"));
    REQUIRE(eventually([&] { return library.ask({"search", "трамвай"}).status == 0; }));
    fs::remove(library.state / "search.db");
    (void)library.search("трамвай");
    library.tell(10, 10);
    REQUIRE(library.ask({"poll", "--now", "one"}).status == 0);
    CHECK(library.search("трамвай").find("Трамвайдың 19 ") != std::string::npos);
    CHECK(eventually([&] { return library.is_indexed(); }));
    (void)library.search("мектеп");
}

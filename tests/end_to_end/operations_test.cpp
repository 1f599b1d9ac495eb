#include "tests/end_to_end/demo.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace arna;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Exit ask(const std::filesystem::path& state, const std::string& file, std::vector<std::string> arguments) {
    std::vector<std::string> command{environment("ARNA_BINARY"), "-c", file};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_program(command, {}, {{"ARNA_DAEMON__STATE", state.string()}, {"TZ", "UTC"}});
}

std::string read_all(const std::filesystem::path& file) {
    std::ifstream in(file);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One source that works and one that fails.
class TwoSources {
public:
    TemporaryDirectory directory;
    std::filesystem::path state = directory.path() / "state";
    std::string file = directory.write("arna.toml", "[[source]]\nname = \"good\"\npath = \"feed.xml\"\n"
                                                    "[[source]]\nname = \"bad\"\npath = \"missing.xml\"\n"
                                                    "[[source]]\nname = \"off\"\npath = \"feed.xml\"\nenabled = false\n"
                                                    "[[tag]]\nname = \"x\"\nmatch = \"one\"\n");
    std::string feed = directory.write("feed.xml", rss_of({"one", "two"}));
};

/// Names in a text that look like metrics of this program.
std::set<std::string> metrics_in(const std::string& text) {
    const std::regex name("\\b(arna|process)_[a-z_]+");
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it) found.insert(it->str());
    return found;
}

/// Names as docs/operations.md has them: without "arna_".
std::set<std::string> families_of(const std::string& metrics) {
    const std::regex type("# TYPE (?:arna_)?(\\S+)");
    std::set<std::string> names;
    for (std::sregex_iterator it(metrics.begin(), metrics.end(), type), end; it != end; ++it) names.insert(it->str(1));
    return names;
}

std::set<std::string> documented_metrics() {
    std::istringstream page(read_all(environment("ARNA_TREE") + "/docs/operations.md"));
    const std::regex name("`([a-z0-9_]+)(?:\\{[a-z]+\\})?`");
    std::set<std::string> names;
    bool is_table = false;
    for (std::string line; std::getline(page, line);) {
        is_table = is_table ? line.starts_with('|') : line == "| metric | what |";
        if (!is_table) continue;
        const auto cell = line.substr(0, line.find(" | "));
        for (std::sregex_iterator it(cell.begin(), cell.end(), name), end; it != end; ++it) names.insert(it->str(1));
    }
    return names;
}

} // namespace

TEST_CASE("Status is the same with and without a daemon, and tells how the service is", "[end-to-end][operations]") {
    TwoSources two;
    {
        ArnaDaemon daemon(two.file, two.state);
        REQUIRE(eventually([&] { return ask(two.state, two.file, {"status", "--failing"}).status == 1; }));
        REQUIRE(
            eventually([&] { return contains(ask(two.state, two.file, {"status"}).out, "2 articles, 2 in 24 h"); }));
        const auto beside = ask(two.state, two.file, {"status"});
        CAPTURE(beside.out);
        CHECK(contains(beside.out, "3 sources: 1 ok, 1 failing, 1 off · 1 tag · 2 articles\nfailing\n  bad "));
        CHECK(contains(beside.out,
                       "off\n  off    switched off in the configuration\nok\n  good   2 articles, 2 in 24 h"));
        CHECK(contains(beside.out, "tags\n  x   1 member, 1 in 24 h, last change "));
        CHECK(ask(two.state, two.file, {"status", "--ready"}).status == 0);
        CHECK(ask(two.state, two.file, {"status", "--ready"}).out.empty());
        const auto one = ask(two.state, two.file, {"status", "good"});
        CHECK_FALSE(contains(one.out, "bad"));
        daemon.process().signal(SIGTERM);
        REQUIRE(daemon.process().wait() == 0);
    }
    const auto alone = ask(two.state, two.file, {"status"});
    CAPTURE(alone.out);
    CHECK(contains(alone.out, "not running · 3 sources: 1 ok, 1 failing, 1 off · 1 tag · 2 articles\nfailing\n  bad "));
    CHECK(contains(alone.out, "2 articles, 2 in 24 h"));
    CHECK(contains(alone.out, "1 member, 1 in 24 h"));
    CHECK(ask(two.state, two.file, {"status", "--ready"}).status == 1);
    const auto json = boost::json::parse(ask(two.state, two.file, {"status", "--json"}).out);
    CHECK(json.at("sources").at(0).at("polls_24h").at("failed") == 1);
    CHECK(json.at("ready") == false);
}

TEST_CASE("A poll without a daemon is counted as well", "[end-to-end][operations]") {
    TwoSources two;
    CHECK(ask(two.state, two.file, {"poll", "good"}).status == 0);
    CHECK(ask(two.state, two.file, {"poll", "--now", "good"}).status == 0);
    const auto json = boost::json::parse(ask(two.state, two.file, {"status", "--json"}).out);
    const auto& good = json.at("sources").at(1);
    CHECK(good.at("articles_24h") == 2);
    CHECK(good.at("polls_24h").at("new") == 1);
    CHECK(good.at("polls_24h").at("unchanged") == 1);
}

TEST_CASE("What happens to sources is told by the operations feed, also across restarts", "[end-to-end][operations]") {
    TwoSources two;
    const auto bad = (two.directory.path() / "missing.xml").string();
    ask(two.state, two.file, {"poll"});
    two.directory.write("missing.xml", rss_of({"three"}));
    ask(two.state, two.file, {"poll", "--now", "bad"});
    std::filesystem::remove(bad);
    ask(two.state, two.file, {"poll", "--now", "bad"});
    const ArnaDaemon daemon(two.file, two.state);
    const auto feed = daemon.get_admin("/ops.atom").body;
    CAPTURE(feed);
    const std::regex id("<entry><id>([^<]*)</id><title>([^<]*)</title><published>2");
    std::vector<std::string> titles;
    std::set<std::string> ids;
    for (std::sregex_iterator it(feed.begin(), feed.end(), id), end; it != end; ++it) {
        ids.insert((*it)[1].str());
        titles.push_back((*it)[2].str());
    }
    CHECK(titles == std::vector<std::string>{"bad: failing", "bad: works again", "bad: failing"});
    CHECK(ids.size() == 3);
    CHECK_FALSE(contains(feed, "1970"));
}

TEST_CASE("Metrics are valid, and all that alerts and dashboard ask for are there", "[end-to-end][operations]") {
    TwoSources two;
    const ArnaDaemon daemon(two.file, two.state);
    REQUIRE(eventually([&] {
        const auto seen = daemon.get_admin("/metrics").body;
        return contains(seen, "arna_sources{health=\"ok\"} 1\n") &&
               contains(seen, "arna_sources{health=\"failing\"} 1\n");
    }));
    const auto metrics = daemon.get_admin("/metrics").body;
    CAPTURE(metrics);
    for (const char* line :
         {"arna_sources{health=\"ok\"} 1\n", "arna_sources{health=\"failing\"} 1\n", "arna_sources{health=\"off\"} 1\n",
          "arna_polls_total{outcome=\"new\"} 1\n", "arna_articles 2\n", "arna_memberships 1\n",
          "arna_memberships_added_total 1\n", "arna_store_healthy 1\n", "arna_config_last_reload_successful 1\n",
          "arna_source_failures{source=\"bad\"} 1\n"})
        CHECK(contains(metrics, line));
    CHECK_FALSE(contains(metrics, "arna_source_failures{source=\"good\"}"));

    const auto names = metrics_in(metrics);
    const std::filesystem::path examples = environment("ARNA_TREE") + "/docs/examples";
    for (const char* file : {"arna-alerts.yml", "grafana-dashboard.json"})
        for (const auto& name : metrics_in(read_all(examples / file))) {
            CAPTURE(file, name);
            CHECK(names.contains(name));
        }

    CHECK(families_of(metrics) == documented_metrics());

    if (!std::filesystem::exists("/usr/bin/promtool"))
        WARN("promtool is not installed: not checked by it");
    else {
        const auto checked = run_program({"/usr/bin/promtool", "check", "metrics"}, metrics);
        CAPTURE(checked.out, checked.err);
        CHECK(checked.status == 0);
        const auto tested =
            run_program({"/usr/bin/promtool", "test", "rules", (examples / "arna-alerts-test.yml").string(),
                         (examples / "arna-alerts-days-test.yml").string()});
        CAPTURE(tested.out, tested.err);
        CHECK(tested.status == 0);
    }
}

TEST_CASE("A JSON log has every key as a member, from the first line to the last", "[end-to-end][operations]") {
    TwoSources two;
    const auto file = two.directory.write(
        "json.toml", read_all(two.file) +
                         "[daemon]\nlog = { format = \"json\", level = \"debug\" }\n"
                         "[[source]]\nname = \"twice\"\nurl = \"http://a.example/x\"\nenabled = false\n"
                         "[[source]]\nname = \"twice-too\"\nurl = \"http://a.example/x\"\nenabled = false\n");
    auto process = std::make_unique<Process>(std::vector<std::string>{environment("ARNA_BINARY"), "run", "-c", file},
                                             Environment{{"ARNA_DAEMON__STATE", two.state.string()},
                                                         {"ARNA_DAEMON__LISTEN", "[\"127.0.0.1:0\"]"},
                                                         {"ARNA_DAEMON__ADMIN", "[\"127.0.0.1:0\"]"}});
    REQUIRE(process->wait_for_line("\"event\":\"poll failed\""));
    REQUIRE(process->wait_for_line("\"event\":\"polled\""));
    std::vector<boost::json::object> lines;
    std::set<std::string> events;
    std::istringstream output(process->error_output());
    for (std::string line; std::getline(output, line) && !output.eof();) {
        CAPTURE(line);
        lines.push_back(boost::json::parse(line).as_object());
        events.insert(std::string(lines.back().at("event").as_string()));
        for (const char* key : {"time", "level", "event"}) CHECK(lines.back().contains(key));
    }
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front().at("event") == "configuration warning");
    CHECK(lines.front().at("level") == "warn");
    CHECK(lines.front().contains("line"));
    CHECK(events.contains("started"));
    CHECK(events.contains("listening"));
    process->signal(SIGTERM);
    const auto last = process->wait_for_line("\"stopped\"");
    REQUIRE(last);
    CHECK(boost::json::parse(*last).at("polls") == 2);
    CHECK(process->wait() == 0);
}

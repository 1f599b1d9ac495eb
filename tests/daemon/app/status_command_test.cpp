#include "daemon/app/command/service/status_text.hpp"
#include "tests/support/process.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace arna;

namespace {

/// A configuration without a daemon.
class Setup {
public:
    void configure(const std::string& tables) {
        (void)folder_.write("arna.toml", "[daemon]\nstate = \"state\"\n" + tables);
    }

    Exit arna(std::vector<std::string> arguments, const std::string& time_zone = "UTC") const {
        arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
        arguments.insert(arguments.end(), {"-c", (folder_.path() / "arna.toml").string()});
        return run_program(arguments, {}, {{"TZ", time_zone}});
    }

    boost::json::object status() const { return boost::json::parse(arna({"status", "--json"}).out).as_object(); }

    bool has_store() const { return std::filesystem::exists(folder_.path() / "state" / "arna.db"); }
    void write(const std::string& file, std::string_view text) const { (void)folder_.write(file, text); }

private:
    TemporaryDirectory folder_;
};

std::string source(const std::string& name) {
    return "[[source]]\nname = \"" + name + "\"\npath = \"" + name + ".xml\"\n";
}

constexpr const char* one_item = "<rss version='2.0'><channel><title>A</title><item><title>T</title>"
                                 "<link>https://a.kz/1</link></item></channel></rss>";

} // namespace

TEST_CASE("Without a daemon the status is of what is configured now", "[app][status]") {
    Setup setup;
    setup.configure(source("old") + source("kept") + "[[tag]]\nname = \"was\"\n");
    setup.write("old.xml", one_item);
    setup.write("kept.xml", one_item);
    REQUIRE(setup.arna({"poll"}).status == 0);

    setup.configure(source("kept") + source("new") + "[[tag]]\nname = \"is\"\nprivate = true\nsources = [\"new\"]\n" +
                    "[[tag]]\nname = \"open\"\n");
    const auto status = setup.status();
    const auto& sources = status.at("sources").as_array();
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].at("name") == "kept");
    CHECK(sources[0].at("health") == "ok");
    CHECK(sources[1].at("name") == "new");
    CHECK(sources[1].at("health") == "never");
    const auto& tags = status.at("tags").as_array();
    REQUIRE(tags.size() == 2);
    CHECK(tags[0].at("slug") == "is");
    CHECK(tags[0].at("private") == true);
    CHECK(tags[0].at("tokens") == 0);
    CHECK(tags[0].at("editions").as_array().empty());
    CHECK(tags[0].at("digests").as_array().empty());
    CHECK(tags[0].at("members") == 0);
    CHECK(tags[1].at("private") == false);
    CHECK(tags[1].at("tokens") == 0);
    CHECK_THAT(setup.arna({"status"}).out,
               Catch::Contains("0 in 24 h, private, 0 tokens\n") && Catch::Contains("0 in 24 h\n"));
}

TEST_CASE("Sources that are not told are counted all the same", "[app][status]") {
    Setup setup;
    setup.configure(source("well") + source("ill") + "[[tag]]\nname = \"a\"\n");
    setup.write("well.xml", one_item);
    setup.write("ill.xml", "no feed");
    REQUIRE(setup.arna({"poll"}).status == 1);
    const std::string sums = " · 2 sources: 1 ok, 1 failing · 1 tag · 1 article\n";
    const auto failing = setup.arna({"status", "--failing"});
    CHECK(failing.status == 1);
    CHECK_THAT(failing.out, Catch::Contains(sums + "failing\n  ill ") && !Catch::Contains("well"));
    CHECK_THAT(setup.arna({"status", "well"}).out,
               Catch::Contains(sums + "ok\n  well ") && !Catch::Contains("\n  ill"));
    const auto told = boost::json::parse(setup.arna({"status", "well", "--json"}).out);
    CHECK(told.at("totals") == boost::json::parse(R"({"sources":{"failing":1,"ok":1},"tags":1})"));
    CHECK(told.at("sources").as_array().size() == 1);
}

TEST_CASE("The status of a daemon that is not ready says so", "[app][status]") {
    boost::json::object status{
        {"version", "0.1.0"}, {"time", "2026-12-01T12:00:00Z"}, {"started", "2026-12-01T11:00:00Z"}, {"ready", false}};
    CHECK(status_text(status) == "arna 0.1.0, up 1 h, not ready (see its log) · 0 sources · 0 tags · 0 articles\n");
    status["ready"] = true;
    CHECK(status_text(status) == "arna 0.1.0, up 1 h · 0 sources · 0 tags · 0 articles\n");
    status.erase("started");
    CHECK(status_text(status) == "arna 0.1.0, not running · 0 sources · 0 tags · 0 articles\n");
}

TEST_CASE("Times are those of the reader's zone, in JSON of UTC", "[app][list]") {
    Setup setup;
    setup.configure(source("a") + "[[tag]]\nname = \"T\"\nmatch = \"T\"\n");
    setup.write("a.xml", "<rss version='2.0'><channel><title>A</title><item><title>T</title><link>https://a.kz/1</link>"
                         "<pubDate>Mon, 23 Feb 2026 05:55:00 GMT</pubDate></item></channel></rss>");
    REQUIRE(setup.arna({"poll"}).status == 0);
    CHECK_THAT(setup.arna({"list", "T"}, "Asia/Almaty").out, Catch::StartsWith("2026-02-23 10:55  a: T\n"));
    CHECK_THAT(setup.arna({"list", "T", "--json"}, "Asia/Almaty").out, Catch::Contains("2026-02-23T05:55:00Z"));
}

TEST_CASE("What explain and plan tell is a line of JSON each", "[app][explain][plan]") {
    Setup setup;
    setup.configure(source("a") + source("b") + "[[tag]]\nname = \"T\"\n[[tag]]\nname = \"U\"\n");
    setup.write("a.xml", one_item);
    setup.write("b.xml", one_item);
    REQUIRE(setup.arna({"poll"}).status == 0);
    const auto lines = [](const std::string& text) {
        std::vector<boost::json::object> rows;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            REQUIRE(end != std::string::npos);
            rows.push_back(boost::json::parse(text.substr(at, end - at)).as_object());
            at = end + 1;
        }
        return rows;
    };
    const auto explained = lines(setup.arna({"explain", "https://a.kz/1", "--json"}).out);
    REQUIRE_FALSE(explained.empty());
    CHECK(explained[0].at("tags").as_array().size() == 2);
    const auto planned = lines(setup.arna({"plan", "--json"}).out);
    REQUIRE(planned.size() == 2);
    CHECK(planned[1].at("tag") == "U");
}

TEST_CASE("A token that cannot be made makes no store", "[app][token]") {
    Setup setup;
    setup.configure(source("a") +
                    "[[tag]]\nname = \"open\"\n[[tag]]\nname = \"shut\"\nprivate = true\nsources = [\"a\"]\n");
    CHECK(setup.arna({"token", "new", "nosuch", "--for", "Aya"}).status == 2);
    CHECK(setup.arna({"token", "new", "open", "--for", "Aya"}).status == 2);
    CHECK(setup.arna({"token", "new", "shut"}).status == 2);
    CHECK(setup.arna({"token", "new", "shut", "--for", "Aya", "--expires", "soon"}).status == 2);
    CHECK_FALSE(setup.has_store());
    CHECK(setup.arna({"token", "new", "shut", "--for", "Aya"}).status == 0);
    CHECK(setup.has_store());
}

TEST_CASE("Tokens that are over are listed with --all alone", "[app][token]") {
    Setup setup;
    setup.configure(source("a") + "[[tag]]\nname = \"shut\"\nprivate = true\nsources = [\"a\"]\n");
    REQUIRE(setup.arna({"token", "new", "shut", "--for", "Aya"}).status == 0);
    REQUIRE(setup.arna({"token", "new", "shut", "--for", "Bo"}).status == 0);
    CHECK_THAT(setup.arna({"token", "list"}).out, Catch::Contains("Aya") && Catch::Contains("Bo"));
    REQUIRE(setup.arna({"token", "revoke", "Aya"}).status == 0);
    CHECK_THAT(setup.arna({"token", "list"}).out, !Catch::Contains("Aya") && Catch::Contains("Bo"));
    CHECK_THAT(setup.arna({"token", "list", "--all"}).out, Catch::Contains("Aya") && Catch::Contains("Bo"));
}

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

    Exit arna(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
        arguments.insert(arguments.end(), {"-c", (folder_.path() / "arna.toml").string()});
        return run_program(arguments, {});
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

    setup.configure(source("kept") + source("new") + "[[tag]]\nname = \"is\"\nprivate = true\nsources = [\"new\"]\n");
    const auto status = setup.status();
    const auto& sources = status.at("sources").as_array();
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].at("name") == "kept");
    CHECK(sources[0].at("health") == "ok");
    CHECK(sources[1].at("name") == "new");
    CHECK(sources[1].at("health") == "never");
    const auto& tags = status.at("tags").as_array();
    REQUIRE(tags.size() == 1);
    CHECK(tags[0].at("slug") == "is");
    CHECK(tags[0].at("private") == true);
    CHECK(tags[0].at("members") == 0);
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

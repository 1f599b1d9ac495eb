#include "daemon/app/wiring/wiring.hpp"

#include "tests/config/config_folder.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

/// A configuration as it is after loading.
LoadedConfig loaded(std::string_view toml) {
    const ConfigFolder folder;
    folder.write("arna.toml", toml);
    auto config = folder.load();
    REQUIRE(config);
    return std::move(*config);
}

constexpr std::string_view two_sources = R"(
[daemon]
state = "/var/lib/arna"
[[source]]
name = "qala"
url = "https://qala.example/rss"
labels = ["city"]
[[source]]
name = "dala"
url = "https://reader:secret@dala.example/rss"
labels = ["village"]
)";

std::string rule_of(std::string_view sources, std::string_view tags) {
    return tag_setups(loaded(std::string(sources) + std::string(tags))).at(0).rule;
}

} // namespace

TEST_CASE("The User-Agent names the configured address, and no other", "[app][wiring]") {
    const auto agent = [](std::string_view daemon) {
        return fetch_options(loaded("[daemon]\nstate = \"/s\"\n" + std::string(daemon)).config).user_agent;
    };
    CHECK(agent("base_url = \"https://feeds.example.kz\"\n").ends_with(" (+https://feeds.example.kz)"));
    CHECK(agent("").starts_with("arna/"));
    CHECK_FALSE(agent("").contains('('));
    CHECK(agent("[fetch]\nuser_agent = \"bot of {base_url}\"\n").starts_with("bot of http://127.0.0.1"));
}

TEST_CASE("A tag is matched again when what decides its membership changes, and only then", "[app][wiring]") {
    const std::string tag = "[[tag]]\nname = \"Vote\"\nmatch = \"#Referendum AND vote\"\n";
    const std::string before = rule_of(two_sources, tag);
    CHECK(rule_of(two_sources, tag + "title = \"Votes\"\nlimit = 10\n") == before);
    CHECK(rule_of(two_sources, tag + "loose = true\n") != before);
    CHECK(rule_of(two_sources, tag + "sources = [\"qala\"]\n") != before);
    CHECK(rule_of(two_sources, "[[tag]]\nname = \"Vote\"\nmatch = \"#Referendum OR vote\"\n") != before);
    CHECK(rule_of(two_sources, tag + "[[tag]]\nname = \"Referendum\"\naliases = [\"plebiscite\"]\n") != before);
}

TEST_CASE("An edition collapses, drops and keeps as its tag does", "[app][wiring]") {
    const auto config = loaded(std::string(two_sources) +
                               "[[tag]]\nname = \"a\"\nmatch = \"a\"\nlanguages = [\"kk\"]\nduplicates = \"collapse\"\n"
                               "withdrawn = \"drop\"\nkeep = \"30d\"\n[[tag]]\nname = \"b\"\nmatch = \"b\"\n");
    const auto setups = tag_setups(config);
    REQUIRE(setups.size() == 3); // a, b, the edition of a
    CHECK(setups[2].edition_of == "a");
    for (const std::size_t i : {0, 2}) CHECK((setups[i].collapses && setups[i].drops_withdrawn));
    CHECK_FALSE((setups[1].collapses || setups[1].drops_withdrawn));
    const std::vector<SourceRecord> sources{{.id = SourceId{1}, .name = "qala"}, {.id = SourceId{2}, .name = "dala"}};
    const std::vector<TagRecord> tags{{.id = TagId{1}, .name = "a"}, {.id = TagId{2}, .name = "b"}, {.id = TagId{7}}};
    const auto policy = retention_policy(config.config, sources, tags);
    REQUIRE(policy.tags.size() == 2);
    CHECK(policy.tags[0].id == TagId{1});
    CHECK(policy.tags[1].id == TagId{7});
    CHECK(policy.tags[1].keep == std::chrono::days(30));
}

TEST_CASE("Labels of sources count for a rule that asks for them, and for no other", "[app][wiring]") {
    const std::string asks = "[[tag]]\nname = \"City\"\nmatch = \"label:city\"\n";
    const std::string plain = "[[tag]]\nname = \"City\"\nmatch = \"city\"\n";
    std::string other(two_sources);
    other.replace(other.find("\"village\""), 9, "\"city\"");
    CHECK(rule_of(two_sources, asks) != rule_of(other, asks));
    CHECK(rule_of(two_sources, plain) == rule_of(other, plain));
}

TEST_CASE("An address that holds a password is polled and never published", "[app][wiring]") {
    const auto config = loaded(two_sources).config;
    const std::vector<SourceRecord> records{{.id = SourceId{1}, .name = "qala", .site = "qala.example"},
                                            {.id = SourceId{2}, .name = "dala", .site = "dala.example"}};
    CHECK(poll_sources(config, records).at(1).url.contains("dala.example"));
    const auto published = publish_options(config, records, {}, Time{});
    REQUIRE(published.sources.size() == 2);
    CHECK(published.sources[0].url == "https://qala.example/rss");
    CHECK(published.sources[1].url.empty());
}

TEST_CASE("What left the configuration is gone, not forgotten", "[app][wiring]") {
    const auto config = loaded(two_sources).config;
    const std::vector<SourceRecord> sources{{.id = SourceId{3}, .name = "old", .is_configured = false}};
    const std::vector<TagRecord> tags{
        {.id = TagId{7}, .name = "Old", .slug = "old", .state = {}, .is_configured = false}};
    const auto published = publish_options(config, sources, tags, Time{});
    REQUIRE(published.tags.size() == 1);
    CHECK(published.tags[0].is_gone);
    CHECK(published.tags[0].slug == "old");
    REQUIRE(published.sources.size() == 1);
    CHECK(published.sources[0].is_gone);
}

#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/history.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "tests/config/config_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("An article that the tag has kept long enough is no member any more, and not one to come", "[app][explain]") {
    constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + 12h;
    const ConfigFolder folder;
    const auto store = open_store("sqlite:", folder.path(), {.sanitizer_version = sanitizer_version}).value();
    const std::array sources{SourceSetup{.name = "one", .site = "a.kz"}};
    IngestItem told;
    told.item.entry.id = told.item.entry.link = "https://a.kz/1";
    told.item.entry.title = "Референдум";
    const PollRecord poll{.source = store->sync_sources(sources, noon).at(0).id, .items = {told}};
    store->ingest(std::span(&poll, 1), noon);

    LoadedConfig loaded;
    loaded.config.tags.push_back({.name = "short", .match = "референдум", .keep = std::chrono::days(90)});
    loaded.config.tags.push_back({.name = "long", .match = "референдум"});
    loaded.rules = std::make_shared<const RuleSet>(RuleSet::compile(tag_rules(loaded.config)).value());
    const auto text = [&](std::size_t tag, std::chrono::days age) {
        const auto reader = store->open_reader();
        const auto articles = explain_articles(*reader, loaded, "https://a.kz/1", std::span(&tag, 1), noon + age);
        return explanation_text(row_of(articles.at(0)));
    };
    CHECK_THAT(text(0, std::chrono::days(91)), Catch::Contains("(not a member any more: the tag keeps 90d)"));
    CHECK_THAT(text(0, std::chrono::days(90)), Catch::Contains("(not yet a member: the rule is new)"));
    CHECK_THAT(text(1, std::chrono::days(91)), Catch::Contains("(not yet a member: the rule is new)"));
}

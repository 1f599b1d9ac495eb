#include "config/print.hpp"

#include "config/difference.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace arna;

namespace {

const char* const example = R"(
[daemon]
listen = ["127.0.0.1:9000", "[::1]:9000"]
base_url = "https://feeds.example.kz"
title = "Арна «жаңалық» \"1\""
log = { level = "warn", format = "json" }
[fetch]
timeout = "90s"
max_body = "512KiB"
[defaults.source]
interval = "2h"
labels = ["kz"]
[[source]]
name = "a"
url = "https://a.kz/rss"
interval = "1h"
headers = { "Accept-Language" = "kk" }
[[source]]
path = "b/*.xml"
enabled = false
content = "summary"
[[tag]]
name = "Референдум-2026"
match = '''"жаңа конституция" OR /рефе?рендум/i'''
aliases = ["Referendum's"]
limit = 7
loose = true
[[tag.test]]
title = "Жаңа «конституция» \"жобасы\""
categories = ["a", "b"]
published = 2026-02-23T10:55:00+05:00
image = true
expect = "in"
[[tag.test]]
expect = "out"
content = "line\nline \u0085\u202e"
[[source]]
name = "c"
url = "https://c.kz/rss?lang=kk&page=2"
)";

} // namespace

TEST_CASE("The printed configuration reads back the same", "[config][print]") {
    const ConfigFolder folder;
    folder.write("arna.toml", example);
    const Environment environment({{"HOME", "/home/arna"}});
    const auto first = folder.load();
    REQUIRE(first);
    const std::string printed = print_config(first->config, environment);
    CAPTURE(printed);
    folder.write("arna.toml", printed);
    const auto second = folder.load();
    REQUIRE(second);
    CHECK(print_config(second->config, environment) == printed);
    REQUIRE(second->config.sources.size() == 3);
    CHECK(second->config.sources[2].url == "https://c.kz/rss?lang=kk&page=2");
    REQUIRE(second->config.tags.at(0).tests.size() == 2);
    CHECK(second->config.tags[0].tests[0].item.published == first->config.tags.at(0).tests.at(0).item.published);
    CHECK(second->config.tags[0].tests[0].item.has_image);
    CHECK(second->config.tags[0].tests[1].item.content == "line\nline \u0085\u202e");
    CHECK(difference(first->config, second->config).empty());
    CHECK(second->config.sources[0].interval == std::chrono::hours(1));
    CHECK(second->config.tags.at(0).match == first->config.tags.at(0).match);
    CHECK(second->config.daemon.title == first->config.daemon.title);
}

TEST_CASE("The rules of a page are printed as their tables, and read back the same", "[config][print][pages]") {
    const ConfigFolder folder;
    folder.write("arna.toml", R"toml(
[defaults.source]
article = "always"
article_gap = "10s"
[[source]]
page = "https://a.kz/qogam/"
  [source.items]
  each = 'div.card[data-kind="news"]'
  link = "a.title::attr(href)"
  [source.article]
  when = "missing"
  content = ".body, .lead"
  remove = [".share", "xpath:.//aside"]
[[source]]
json = "https://a.kz/v1/news"
items = { each = "", title = "/title" }
[[source]]
url = "https://b.kz/rss"
)toml");
    const Environment environment({{"HOME", "/home/arna"}});
    const auto first = folder.load();
    REQUIRE(first);
    const std::string printed = print_config(first->config, environment);
    CAPTURE(printed);
    CHECK(printed.contains("[source.article]\nwhen = \"missing\"\ncontent = \".body, .lead\"\n"
                           "remove = [\".share\", \"xpath:.//aside\"]\n"));
    CHECK(first->config.sources[0].article.pages == ArticlePages::missing);
    CHECK(first->config.sources[1].article.pages == ArticlePages::always);
    CHECK(first->config.sources[2].article.pages == ArticlePages::always);
    folder.write("arna.toml", printed);
    const auto second = folder.load();
    REQUIRE(second);
    CHECK(print_config(second->config, environment) == printed);
    REQUIRE(second->config.sources.size() == 3);
    CHECK(page_rules(second->config.sources[0]) == page_rules(first->config.sources[0]));
    CHECK(page_rules(second->config.sources[1]) == page_rules(first->config.sources[1]));
}

TEST_CASE("Pages of articles are read as the kind of a source needs, where nobody says", "[config][pages]") {
    struct Kind {
        const char* lines;
        std::optional<ArticlePages> pages;
    };
    const auto kind = GENERATE(values<Kind>({
        {"url = \"https://a.kz\"", std::nullopt},
        {"page = \"https://a.kz\"", ArticlePages::missing},
        {"path = \"a.xml\"", ArticlePages::never},
        {"url = \"https://a.kz\"\narticle = \"missing\"", ArticlePages::missing},
        {"url = \"https://a.kz\"\n[source.article]\ntitle = \"h1\"", ArticlePages::always},
        {"page = \"https://a.kz\"\n[source.article]\nwhen = \"never\"", ArticlePages::never},
    }));
    CAPTURE(kind.lines);
    const ConfigFolder folder;
    folder.write("arna.toml", fmt::format("[[source]]\n{}\n", kind.lines));
    const auto loaded = folder.load();
    REQUIRE(loaded);
    CHECK(loaded->config.sources[0].article.pages == kind.pages);
}

TEST_CASE("Each value can say where it comes from", "[config][print]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "[fetch]\ntimeout = \"90s\"\n[defaults.source]\ninterval = \"2h\"\n"
                              "[[source]]\nurl = \"https://a.kz/rss\"\n");
    const auto loaded = folder.load({{"HOME", "/home/arna"}, {"ARNA_FETCH__PER_HOST", "3"}});
    REQUIRE(loaded);
    const auto printed =
        folder.without_folder(print_config_with_origins(loaded->config, Environment({{"HOME", "/home/arna"}})));
    CAPTURE(printed);
    CHECK(printed.contains("timeout = \"90s\"  # arna.toml:2; default: \"30s\"\n"));
    CHECK(printed.contains("per_host = 3  # ARNA_FETCH__PER_HOST; default: 2\n"));
    CHECK(printed.contains("memory = \"96MiB\"  # default\n"));
    CHECK(printed.contains("url = \"https://a.kz/rss\"  # arna.toml:6\n"));
    CHECK(printed.contains("[[source]]\nname = \"a-kz-rss\"  # default\n"));
    CHECK(printed.contains("interval = \"2h\"  # arna.toml:4; default: \"1h\"\n"));
}

TEST_CASE("What differs from the defaults says so", "[config][print]") {
    const ConfigFolder folder;
    folder.write("arna.toml", example);
    const auto loaded = folder.load();
    REQUIRE(loaded);
    const std::string printed = print_config(loaded->config, Environment({{"HOME", "/home/arna"}}));
    CAPTURE(printed);
    CHECK(printed.find("timeout = \"90s\"  # default: \"30s\"\n") != std::string::npos);
    CHECK(printed.find("per_host = 2\n") != std::string::npos);
    CHECK(printed.find("base_url = \"https://feeds.example.kz\"  # default: \"http://127.0.0.1:9000\"\n") !=
          std::string::npos);
    CHECK(printed.find("authority = \"feeds.example.kz\"\n") != std::string::npos);
    CHECK(printed.find("state = \"/home/arna/.local/state/arna\"\n") != std::string::npos);
    CHECK(printed.find("name = \"a\"\n") != std::string::npos);
    CHECK(printed.find("limit = 7  # default: 50\n") != std::string::npos);
}

#include "config/option/tag_test.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr Time now{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1).time_since_epoch()};

std::vector<std::string> failures(std::string_view toml) {
    const ConfigFolder folder;
    folder.write("arna.toml", toml);
    const auto loaded = folder.load();
    if (!loaded) FAIL(folder.texts(loaded.error()).front());
    return folder.texts(run_tag_tests(*loaded, now));
}

} // namespace

TEST_CASE("Tests of tags that hold say nothing", "[config][tag_test]") {
    CHECK(failures(R"(
[[tag]]
name = "a"
match = "#Референдум-2026 OR section:спорт OR age<1d"
  [[tag.test]]
  title = "x"
  categories = ["Референдум 2026"]
  expect = "in"
  [[tag.test]]
  title = "x"
  section = "Спорт"
  expect = "in"
  [[tag.test]]
  title = "x"
  published = 2026-02-28T12:00:00Z
  expect = "in"
  [[tag.test]]
  title = "x"
  published = "2026-02-20T12:00:00Z"
  expect = "out"
)")
              .empty());
}

TEST_CASE("A test of a tag with sources is about one of them", "[config][tag_test]") {
    CHECK(
        failures(
            "[[source]]\nname = \"b\"\nurl = \"https://b.kz\"\n[[tag]]\nname = \"a\"\nmatch = \"алма\"\nsources = [\"b\"]\n"
            "[[tag.test]]\ntitle = \"алма\"\nexpect = \"in\"\n")
            .empty());
}

TEST_CASE("A test that fails names the item, the tag and what decided", "[config][tag_test]") {
    const auto found =
        failures("[[tag]]\nname = \"Алма\"\nmatch = \"алма\"\n[[tag.test]]\ntitle = \"алманың\"\nexpect = \"out\"\n"
                 "[[tag.test]]\ntitle = \"алмұрт\"\nexpect = \"in\"\n");
    REQUIRE(found.size() == 2);
    CHECK(
        found[0] ==
        "arna.toml:4:1: test fails: \"алманың\" is in \"Алма\", for title has \"алманың\" (алма); change the rule, or "
        "expect \"in\"");
    CHECK(found[1] == "arna.toml:7:1: test fails: \"алмұрт\" is not in \"Алма\"; change the rule, or expect \"out\"");
}

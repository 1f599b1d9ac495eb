#include "feeds/clean/categories.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

std::string terms(const std::vector<Category>& categories) {
    std::string out;
    for (const Category& one : categories) out += (one.is_section ? '!' : '[') + one.term + ']';
    return out;
}

} // namespace

TEST_CASE("Categories are plain, taken apart, and come once", "[clean][categories]") {
    CHECK(terms(clean_categories(
              {{.term = "Қоғам, Саясат; спорт|  "}, {.term = "#саясат"}, {.term = "R&amp;D"}, {.term = "—"}}, {})) ==
          "[Қоғам][Саясат][спорт][R&D]");
}

TEST_CASE("Terms of one list share its scheme where that is short", "[clean][categories]") {
    const auto schemes = [](std::size_t size) {
        const auto list = clean_categories({{.term = "a, b, c, d", .scheme = std::string(size, 's')}}, {});
        return std::pair(list.size(), list.back().scheme.size());
    };
    CHECK(schemes(2000) == std::pair<std::size_t, std::size_t>(4, 2000));
    CHECK(schemes(4000) == std::pair<std::size_t, std::size_t>(4, 0));
    CHECK(clean_categories({{.term = "a", .scheme = std::string(4000, 's')}}, {}).at(0).scheme.size() == 4000);
}

TEST_CASE("A term with a label is one term", "[clean][categories]") {
    const auto categories = clean_categories({{.term = "a,b", .label = "A and B"}, {.label = "only, label"}}, {});
    CHECK(terms(categories) == "[a,b][only, label]");
    CHECK(categories.at(0).label == "A and B");
}

TEST_CASE("Schemes and elements say what a section is", "[clean][categories]") {
    const Extensions extensions = {{"yandex:genre", {"article"}}, {"article:section", {"Қоғам"}}, {"x:y", {"z"}}};
    CHECK(terms(clean_categories(
              {{.term = "a", .scheme = "https://h.kz/sections"}, {.term = "b", .scheme = "tags"}, {.term = "қоғам"}},
              extensions)) == "!a][b]!қоғам]!article]");
}

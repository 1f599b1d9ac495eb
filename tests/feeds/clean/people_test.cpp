#include "feeds/clean/people.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("Names and e-mail addresses are taken apart", "[clean][people]") {
    struct Case {
        const char* raw;
        const char* name;
        const char* email;
    };
    const auto [raw, name, email] = GENERATE(values<Case>({
        {"Айгерім Тарина", "Айгерім Тарина", ""},
        {"a@b.kz (Айгерім Тарина)", "Айгерім Тарина", "a@b.kz"},
        {"Айгерім <a@b.kz>", "Айгерім", "a@b.kz"},
        {"Айгерім (a@b.kz)", "Айгерім", "a@b.kz"},
        {"\"A, B\" <a@b.kz>", "A, B", "a@b.kz"},
        {"a@b.kz", "", "a@b.kz"},
        {"noreply@blogger.com (Асан)", "Асан", ""},
        {"Асан @asan", "Асан @asan", ""},
        {"<b>Асан</b> &amp; Үсен", "Асан & Үсен", ""},
        {"A (B)", "A (B)", ""},
    }));
    CAPTURE(raw);
    const auto people = clean_people({{.name = raw}}, "");
    REQUIRE(people.size() == 1);
    CHECK(people[0].name == name);
    CHECK(people[0].email == email);
}

TEST_CASE("Who says nothing, or comes twice, is left out", "[clean][people]") {
    CHECK(clean_people({{}, {.name = " "}, {.email = "no address"}}, "").empty());
    CHECK(clean_people({{.name = "A"}, {.name = " A "}, {.name = "B"}}, "").size() == 2);
}

TEST_CASE("Pages of people are absolute", "[clean][people]") {
    const auto people =
        clean_people({{.name = "A", .email = "mailto:a@b.kz", .uri = "/a", .avatar = "a.png"}}, "https://h.kz/");
    REQUIRE(people.size() == 1);
    CHECK(people[0] == Person{.name = "A", .email = "a@b.kz", .uri = "https://h.kz/a", .avatar = "https://h.kz/a.png"});
}

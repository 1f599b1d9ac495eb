#include "feeds/text/words/tag_key.hpp"

#include <catch2/catch.hpp>

namespace arna {

TEST_CASE("names of one tag have one key", "[text][tag_key]") {
    for (const std::string_view name : {"#Референдум-2026", "#референдум_2026", "Референдум 2026", "РЕФЕРЕНДУМ–2026",
                                        "Рефере\u00ADндум 2026", "Peфepeндум 2026"}) {
        CAPTURE(name);
        CHECK(tag_key(name) == "референдум2026");
    }
    CHECK(tag_key("Қоғам") == "қоғам");
    CHECK(tag_key("Қоғам") != tag_key("Когам"));
    CHECK(tag_key("C++") == "c");
    CHECK(tag_key("!?").empty());
}

TEST_CASE("slugs are transliterated", "[text][slug]") {
    struct Case {
        std::string_view name;
        std::string_view slug;
    };
    const auto [name, expected] = GENERATE(values<Case>({
        {"Референдум-2026", "referendum-2026"},
        {"#Референдум – 2026!", "referendum-2026"},
        {"Қоғам", "qogam"},
        {"Әлеумет және өңір", "aleumet-zhane-onir"},
        {"Ұлттық ұйым, үкімет, іс, һәм", "ulttyq-uyym-ukimet-is-ham"},
        {"Казахстан", "kazakhstan"},
        {"Щит и меч", "shchit-i-mech"},
        {"Объявление", "obyavlenie"},
        {"Żółć & Größe", "zolc-grosse"},
        {"Ελλάδα", "ellada"},
        {"日本", "ri-ben"},
        {"already-a-slug", "already-a-slug"},
        {"UPPER_case", "upper-case"},
        {"", "tag"},
        {"!!!", "tag"},
    }));
    CAPTURE(name);
    CHECK(slug(name) == expected);
}

} // namespace arna

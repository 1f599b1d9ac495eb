#include "feeds/page/field/byline.hpp"

#include "feeds/page/field/page_title.hpp"
#include "feeds/page/view/name_hints.hpp"
#include "feeds/page/view/phrases.hpp"

#include <catch2/catch.hpp>

namespace arna {
namespace {

std::string names(std::string_view line, bool is_certain = false) {
    std::string all;
    for (const auto& each : names_in_byline(line, is_certain)) all += (all.empty() ? "" : "; ") + each.name;
    return all;
}

std::string judged(std::string name, bool is_organization = false) {
    const std::vector<NamedAuthor> named{{.name = std::move(name), .is_organization = is_organization}};
    std::string all;
    for (const auto& each : judged_authors(named, "Zakon.kz", "https://kaz.zakon.kz/n/1"))
        all += (all.empty() ? "" : "; ") + each.name;
    return all;
}

} // namespace

TEST_CASE("A byline names people, and no photographers", "[page]") {
    struct Case {
        const char* line;
        const char* people;
    };
    const auto [line, people] = GENERATE(values<Case>({
        {"Текст: Ольга Ли, фото: Нурлан Бекенов", "Ольга Ли"},
        {"Мәтін: Дана Қуат", "Дана Қуат"},
        {"By Ann Lee and Bo Li", "Ann Lee; Bo Li"},
        {"Von Claudia Lindner", "Claudia Lindner"},
        {"Автор: Айгүл Серік және Нұрлан Бек", "Айгүл Серік; Нұрлан Бек"},
        {"Айгерим Тарина", "Айгерим Тарина"},
        {"By the end of the year prices will fall", ""},
        {"Фото: Нурлан Бекенов", ""},
        {"Алматыда 120-дан астам іс-шара ұйымдастырылды", ""},
        {"", ""},
    }));
    CAPTURE(line);
    CHECK(names(line) == people);
}

TEST_CASE("The site, admin and addresses are no authors", "[page]") {
    for (const char* name :
         {"Zakon.kz", "zakon", "admin", "Редакция", "https://facebook.com/qala", "a@qala.kz", "More posts", ""}) {
        CAPTURE(name);
        CHECK(judged(name).empty());
    }
    CHECK(judged("Алия Ким, Бек Ли") == "Алия Ким; Бек Ли");
    CHECK(judged("Zakon", true).empty());
    CHECK(judged("Автор: Алия Ким") == "Алия Ким");
}

TEST_CASE("A line is known by what it begins with", "[page]") {
    struct Case {
        const char* line;
        LinePhrase phrase;
    };
    const auto [line, phrase] = GENERATE(values<Case>({
        {"Оқи отырыңыз: Жылу тарифі", LinePhrase::read_also},
        {"ЧИТАЙТЕ ТАКЖЕ", LinePhrase::read_also},
        {"Lesen Sie auch: Mehr", LinePhrase::read_also},
        {"Telegram-арнамызға жазылыңыз", LinePhrase::subscribe},
        {"Толығырақ", LinePhrase::more},
        {"Толығырақ айтсақ, жоба екі жылға созылады", LinePhrase::none},
        {"Реклама", LinePhrase::advert},
        {"Реклама на улицах города подорожает", LinePhrase::none},
        {"Теги: школы", LinePhrase::tags},
        {"© 2026 Qala", LinePhrase::copyright},
        {"Жаңартылды: 23.02.2026", LinePhrase::updated},
        {"Қала әкімдігі хабарлады", LinePhrase::none},
        {"", LinePhrase::none},
    }));
    CAPTURE(line);
    CHECK(phrase_of(line).phrase == phrase);
}

TEST_CASE("Names of elements are read word by word", "[page]") {
    CHECK(name_hints("article-share__list").has(NameHint::share));
    CHECK(name_hints("relatedArticles").has(NameHint::related));
    CHECK(name_hints("documentAuthor").has(NameHint::author));
    CHECK_FALSE(name_hints("shared-world").has(NameHint::share));
    CHECK_FALSE(name_hints("header-padding").has(NameHint::advert));
}

TEST_CASE("A title loses the site's name and nothing else", "[page]") {
    CHECK(title_without_site("Жаңа мектеп - Zakon.kz", "Zakon.kz", "kaz.zakon.kz") == "Жаңа мектеп");
    CHECK(title_without_site("Qala | Новая школа", "Qala", "qala.kz") == "Новая школа");
    CHECK(title_without_site("Қала: жаңа мектеп", "Zakon.kz", "zakon.kz") == "Қала: жаңа мектеп");
}

} // namespace arna

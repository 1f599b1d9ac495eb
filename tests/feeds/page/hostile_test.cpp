// Pages of hostile shapes cost no more than a list of articles of the same size: "Hostile pages" of docs/pages.md.
#include "feeds/page/read_page.hpp"
#include "tests/hostile/judge.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace arna;
using namespace arna::hostile;

namespace {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

void read_any(std::string_view document) {
    const auto page = read_page({.bytes = std::string(document),
                                 .url = "https://qala.example/a/b",
                                 .content_type = "text/html; charset=utf-8",
                                 .content_language = {}},
                                {}, noon);
    static_cast<void>(page);
}

const std::string head = "<!DOCTYPE html><html lang=kk><head><title>Тақырып бір екі үш - Сайт</title></head><body>";
const std::string story = "<h1>Тақырып бір екі үш</h1><p>Алматы қаласында бүгін, референдум күні, жиналыс өтті.</p>";
const std::string link = "<a href=/n/~.html>Жаңалық тақырыбы туралы сөз ~</a>";

Shape ordinary() {
    return {.name = "cards",
            .before = head,
            .piece = "<div class=card><h3>" + link + "</h3><time>23.02.2026 10:55</time><p>Комиссия шешті.</p></div>",
            .after = "</body></html>"};
}

std::vector<Shape> shapes() {
    const auto shape = [](std::string name, std::string piece, std::string before = {}) {
        return Shape{.name = std::move(name), .before = head + before, .piece = std::move(piece), .after = {}};
    };
    const std::string scope = "<div itemscope itemtype=http://schema.org/NewsArticle>";
    return {shape("articles in articles, by microdata", scope + link),
            shape("articles in articles, by name", "<article><h2>" + link + "</h2>"),
            shape("headings that nothing is around", "<h2>" + link + "</h2>"),
            shape("headings without links", "<h3>Жаңалық тақырыбы туралы ~</h3>", link + link + link + link),
            shape("lists in lists", "<ul><li>" + link),
            shape("parts in parts", "<div><p>Алматы қаласында, бүгін,</p>"),
            shape("formatting that is never closed", "<b><i>x"),
            shape("lists of one", "<ul class=l~><li>" + link + "</li></ul>"),
            shape("bylines", "<p>Автор: Айгүл Серікқызы</p>", story),
            shape("names in bold", "<p><b>Айгүл Серік</b></p>", story),
            shape("labels", "<div>Тегтер: <a href=/tag/~>белгі ~</a></div>", story),
            shape("dates", "<span>23 ақпан 2026, 10:55</span> ", story),
            shape("pictures", "<figure><img src=/i~.jpg><figcaption>Сурет: Айдос</figcaption></figure>", story),
            shape("long addresses", "<li><a href='/" + repeated("../", 300) + "'>Жаңалық тақырыбы</a></li>")};
}

} // namespace

TEST_CASE("Hostile pages cost no more than ordinary ones", "[hostile][page]") {
    CHECK(fmt::format("{}", fmt::join(excesses("page", read_any, ordinary(), shapes(), {.time = 4, .memory = 60}),
                                      "\n")) == "");
}

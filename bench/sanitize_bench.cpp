// What it costs to make markup safe, and to take its text out, beside a bare parse of the same bytes by Gumbo
// (libgumbo-dev; left
// out where that is missing). The articles are made like those of news feeds: a start tag in about 190 characters, in
// Kazakh,
// Russian and English.
#include "feeds/clean/markup/sanitize.hpp"

#include "feeds/html/plain_text.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>
#if __has_include(<gumbo.h>)
#include <gumbo.h>
#endif

namespace {

using namespace arna;

constexpr std::array<std::array<std::string_view, 16>, 3> vocabulary = {{
    {"қаланың", "Алматы", "жастары", "жұмысшы", "кәсіптерін", "дамыту", "бойынша", "өткен", "жылдың", "қорытындысы",
     "мәлімдеді", "референдум", "жаңа", "конституция", "бағдарлама", "аясында"},
    {"города", "Алматы", "молодёжь", "программа", "рабочих", "профессий", "по", "итогам", "прошлого", "года", "сообщил",
     "референдум", "новая", "конституция", "в", "рамках"},
    {"the", "city", "of", "Almaty", "young", "people", "programme", "over", "last", "year", "said", "referendum", "new",
     "constitution", "within", "framework"},
}};

class ArticleMaker {
public:
    std::string make() {
        words_ = &vocabulary[random_() % vocabulary.size()];
        html_.clear();
        html_ +=
            "<p><img src=\"https://cdn.example.kz/img/2026/02/" + std::to_string(random_()) +
            ".jpg\" alt=\"сурет - Zakon.kz\" width=\"800\" height=\"450\" class=\"aligncenter\" loading=\"lazy\"></p>\n";
        const std::size_t paragraphs = 5 + random_() % 10;
        for (std::size_t i = 0; i < paragraphs; ++i) paragraph();
        html_ += "<ul>\n<li>";
        words(6);
        html_ += "</li>\n<li>";
        words(6);
        html_ += "</li>\n</ul>\n<p class=\"source\" style=\"color:#999\">Сурет: <em>Zakon.kz</em></p>\n";
        return html_;
    }

private:
    void words(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) html_ += ' ';
            html_ += (*words_)[random_() % words_->size()];
        }
    }

    void paragraph() {
        html_ += "<p class=\"text\">";
        words(12);
        html_ += ", &laquo;";
        words(3);
        html_ += "&raquo;&nbsp;&mdash; ";
        words(14);
        if (random_() % 2 == 0) {
            html_ += " <a href=\"https://kaz.example.kz/news/" + std::to_string(random_()) +
                     "?utm_source=rss\" target=\"_blank\">";
            words(4);
            html_ += "</a> ";
        }
        if (random_() % 3 == 0) {
            html_ += " <strong>";
            words(3);
            html_ += "</strong> ";
        }
        words(10);
        html_ += ".</p>\n";
    }

    std::minstd_rand random_{2026};
    std::string html_;
    const std::array<std::string_view, 16>* words_ = nullptr;
};

const std::vector<std::string>& articles() {
    static const auto made = [] {
        ArticleMaker maker;
        std::vector<std::string> list(1000);
        for (std::string& one : list) one = maker.make();
        return list;
    }();
    return made;
}

/// Runs `work` over all articles and reports the bytes a second.
void over_articles(benchmark::State& state, auto&& work) {
    std::size_t bytes = 0;
    for (const std::string& article : articles()) bytes += article.size();
    for (auto unused : state) {
        for (const std::string& article : articles()) work(article);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void sanitise(benchmark::State& state) {
    over_articles(state, [](const std::string& html) {
        benchmark::DoNotOptimize(sanitize(html, {.base = "https://kaz.example.kz/news/"}));
    });
}
BENCHMARK(sanitise)->Unit(benchmark::kMillisecond);

void take_plain_text(benchmark::State& state) {
    over_articles(state, [](const std::string& html) { benchmark::DoNotOptimize(plain_text(html)); });
}
BENCHMARK(take_plain_text)->Unit(benchmark::kMillisecond);

#if __has_include(<gumbo.h>)
void parse_with_gumbo(benchmark::State& state) {
    over_articles(state, [](const std::string& html) {
        GumboOutput* tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
        benchmark::DoNotOptimize(tree);
        gumbo_destroy_output(&kGumboDefaultOptions, tree);
    });
}
BENCHMARK(parse_with_gumbo)->Unit(benchmark::kMillisecond);
#endif

} // namespace

BENCHMARK_MAIN();

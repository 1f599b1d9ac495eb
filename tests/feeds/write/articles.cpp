#include "tests/feeds/write/articles.hpp"

#include "feeds/clean/markup/sanitize.hpp"

namespace arna {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

constexpr auto noon = sys_days{2026y / 2 / 23} + 5h + 55min;

ArticleSource outlet(std::string name, std::string title, std::string site) {
    ArticleSource source{.name = std::move(name)};
    source.facts.id = site + "/rss/";
    source.facts.title = std::move(title);
    source.facts.link = site + "/";
    source.facts.self = site + "/rss/";
    return source;
}

/// Each of these would end or start something if it were not escaped as what it is.
const std::string hostile =
    "\x01\x0B\x1F<script>alert(1)</script> ]]> & &amp; &#0; \"double\" 'single' --> <?xml?>\r\n\t"
    "\xED\xA0\x80 \xFF \xC0\xAF \xEF\xBF\xBE \xEF\xBF\xBF \xF4\x90\x80\x80 \xC2\x85 \x7F end";

} // namespace

Channel sample_channel() {
    return {.id = "tag:feeds.example.kz,2026:tag/referendum-2026",
            .title = "Референдум – 2026",
            .description = "Конституциялық референдум: дайындық, талқы, дауыс беру",
            .language = "kk",
            .description_language = "kk",
            .updated = noon + 1h,
            .page = "https://feeds.example.kz/tags/referendum-2026",
            .atom = "https://feeds.example.kz/tags/referendum-2026.atom",
            .rss = "https://feeds.example.kz/tags/referendum-2026.rss",
            .json = "https://feeds.example.kz/tags/referendum-2026.json",
            .home = "https://feeds.example.kz/",
            .generator_version = "0.1.0"};
}

PageSetting sample_page() {
    return {.language = PageLanguage::kk,
            .is_prefixed = false,
            .base_url = "https://feeds.example.kz",
            .path = "/tags/referendum-2026",
            .time_zone = TimeZone("Asia/Almaty")};
}

Article news_article() {
    Article article;
    Entry& entry = article.entry;
    entry.id = "https://kaz.zakon.kz/qogam/6511111.html";
    entry.link = "https://kaz.zakon.kz/qogam/6511111.html";
    entry.title = "2025 жылы 300 мыңнан астам жас алматылық қалалық жобаларға тартылды";
    entry.summary = sanitize("<p>2025 жылы Алматы жастары қаланың дамуына <b>қомақты</b> үлес қосты.</p>");
    entry.content = sanitize(
        "<p>Бұл туралы қаланың Жастар саясаты басқармасының өкілдері мәлімдеді.</p>"
        "<p>\"Заң және тәртіп\" тұжырымдамасы &amp; <a href=\"https://example.kz/?a=1&amp;b=2\">Бейне</a></p>");
    entry.lang = "kk";
    entry.authors = {
        {.name = "Айгерим Тарина", .email = "a.tarina@zakon.kz", .uri = "https://kaz.zakon.kz/authors/tarina"}};
    entry.categories = {{.term = "Референдум-2026"},
                        {.term = "Қоғам", .scheme = "yandex:genre", .is_section = true},
                        {.term = "alm", .scheme = "https://kaz.zakon.kz/places", .label = "Алматы"}};
    entry.picture = {.url = "https://kaz.zakon.kz/img/1.jpg",
                     .type = "image/jpeg",
                     .alt = "Алматы жастары",
                     .credit = "Zakon.kz",
                     .width = 1200,
                     .height = 800};
    entry.rights = "© Zakon.kz";
    entry.comments = "https://kaz.zakon.kz/qogam/6511111.html#comments";
    article.entry_id = entry.id;
    article.published = noon;
    article.updated = noon + 30min;
    article.first_seen = noon + 5min;
    article.position = 117;
    article.source = outlet("zakon-kk", "Zakon.kz (қазақша)", "https://kaz.zakon.kz");
    article.source.facts.updated = noon + 10min;
    article.source.facts.rights = "© 2026 Zakon.kz";
    article.reason = "category\t#Референдум-2026\tРеферендум-2026\ntitle\tжас\tжас\n";
    article.also_in = {outlet("dala", "Дала", "https://dala.example"), outlet("qala", "Қала", "https://qala.example")};
    return article;
}

Article bare_article() {
    Article article;
    article.entry_id = "urn:uuid:2d1a4bbf-0f4e-8c5e-9d53-6f1c3b0f2a10";
    article.published = noon - 1h;
    article.updated = noon - 1h;
    article.source.name = "bare";
    return article;
}

Article hostile_article() {
    Article article = news_article();
    article.entry_id = "tag:evil.example,2026:\"><x>&" + hostile;
    Entry& entry = article.entry;
    entry.title = hostile;
    entry.lang = "kk\" onload=\"x";
    entry.authors = {{.name = hostile, .email = "nobody" + hostile, .uri = "javascript:alert(1)"}};
    entry.contributors = {{.name = hostile, .uri = "data:text/html,x"}};
    entry.categories = {{.term = hostile, .scheme = hostile, .label = hostile, .is_section = true}};
    entry.enclosures = {{.url = "javascript:alert(1)", .type = hostile},
                        {.url = "https://evil.example/\"><x>", .type = "not a type", .length = 3}};
    entry.picture = {.url = "javascript:alert(1)", .type = hostile, .alt = hostile, .credit = hostile};
    entry.rights = hostile;
    entry.comments = "javascript:alert(1)";
    entry.via = "file:///etc/passwd";
    entry.link = "https://evil.example/?q=\"'<>&amp;" + hostile;
    article.source.name = "evil";
    article.source.facts.title = hostile;
    article.source.facts.rights = hostile;
    article.source.facts.id = "not an iri";
    article.source.facts.link = "javascript:alert(1)";
    article.source.facts.self = "data:x";
    article.also_in = {article.source};
    return article;
}

Article episode() {
    Article article;
    Entry& entry = article.entry;
    entry.link = "https://podcast.example/12";
    entry.title = "Выпуск 12: что решает парламент";
    entry.summary = sanitize("Разговор о поправках.");
    entry.lang = "ru";
    entry.enclosures = {{.url = "https://podcast.example/12.mp3", .type = "audio/mpeg", .length = 12'345'678},
                        {.url = "https://podcast.example/12.pdf", .type = "application/pdf"}};
    article.entry_id = "https://podcast.example/?id=12";
    article.published = article.updated = noon - 2h;
    article.position = 12;
    article.source = outlet("podcast", "Парламент вслух", "https://podcast.example");
    return article;
}

std::vector<PublishedEntry> all_of(const std::vector<Article>& articles, ContentPolicy content) {
    std::vector<PublishedEntry> entries;
    for (const Article& article : articles) entries.push_back({article, content});
    return entries;
}

} // namespace arna

// Articles as the news sites of the region write them, from what the parser gives to what is stored.
#include "feeds/clean/clean.hpp"
#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace arna;

namespace {

const Time now = *parse_date("2026-02-23T12:00:00Z");

Text html(std::string value) { return {.value = std::move(value), .type = Text::Type::html}; }

Entry cleaned(RawItem item, std::string feed_language) {
    RawFeed raw;
    raw.lang = std::move(feed_language);
    raw.items.push_back(std::move(item));
    return clean(std::move(raw), {.base = "https://kaz.example.kz/rss/"}, now).items.at(0).entry;
}

std::vector<std::string> terms(const Entry& entry) {
    std::vector<std::string> terms;
    for (const Category& one : entry.categories) terms.push_back(one.term);
    return terms;
}

/// The item that a reader of our own feed would get.
RawItem republished(const Entry& entry) {
    RawItem item;
    item.title = {.value = entry.title};
    item.content = {html(entry.content.str())};
    item.summary = html(entry.summary.str());
    return item;
}

void check_that_nothing_changes_again(const Entry& entry) {
    const Entry again = cleaned(republished(entry), entry.lang);
    CHECK(again.title == entry.title);
    CHECK(again.content == entry.content);
    CHECK(again.summary == entry.summary);
    CHECK(again.hashtags == entry.hashtags);
}

} // namespace

TEST_CASE("A Kazakh article in a feed that calls itself Russian", "[clean][articles]") {
    RawItem item;
    item.title = html("300 мыңнан астам жас &amp;laquo;Жасыл Алматы&amp;raquo; жобасына тартылды");
    item.id = " https://kaz.example.kz/qogam/1 ";
    item.link = "/qogam/1?utm_source=rss&utm_medium=feed";
    item.published = parse_date("2026-02-23T05:55:00Z");
    item.authors = {{.name = "a.tarina@example.kz (Айгерім Тарина)"}};
    item.categories = {{.term = "#Референдум-2026, Қоғам"}, {.term = "қоғам"}};
    item.summary = html("Алматы жастары қаланың дамуына үлес қосты.");
    item.content = {html(
        "<p><img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\" "
        "data-src=\"/img/1.jpg\" width=\"800\" height=\"450\" onerror=\"x()\"></p><p>Қала жастары , сурет - Example.kz "
        "жаңалық 23.02.2026 10:55</p>\n"
        "<p class=\"lead\">Бұл туралы қаланың Жастар саясаты басқармасының өкілдері өткен жылдың қорытындысы "
        "бойынша есеп беру барысында <b>мәлімдеді</b>.\x01 Толығырақ: <a href=\"../news/2?fbclid=1&amp;id=2\">мұнда</a> "
        "#Референдум_2026 #Жұмысшы-мамандықтар</p><p>&nbsp;</p>"
        "<script>counter()</script><img src=\"https://mc.yandex.ru/watch/1\" width=\"1\" height=\"1\">")};
    const Entry entry = cleaned(std::move(item), "ru");
    CHECK(entry.title == "300 мыңнан астам жас «Жасыл Алматы» жобасына тартылды");
    CHECK(entry.id == "https://kaz.example.kz/qogam/1");
    CHECK(entry.link == "https://kaz.example.kz/qogam/1");
    CHECK(entry.lang == "kk");
    CHECK(entry.published == parse_date("2026-02-23T05:55:00Z"));
    REQUIRE(entry.authors.size() == 1);
    CHECK(entry.authors[0] == Person{.name = "Айгерім Тарина", .email = "a.tarina@example.kz"});
    CHECK(terms(entry) == std::vector<std::string>{"Референдум-2026", "Қоғам"});
    CHECK(entry.hashtags == std::vector<std::string>{"Референдум_2026", "Жұмысшы-мамандықтар"});
    CHECK(entry.picture.url == "https://kaz.example.kz/img/1.jpg");
    CHECK(entry.picture.credit == "Example.kz");
    CHECK(entry.content.str() ==
          "<p><img src=\"https://kaz.example.kz/img/1.jpg\" width=\"800\" height=\"450\"></p><p>Қала жастары , сурет - "
          "Example.kz жаңалық 23.02.2026 10:55</p>\n<p>Бұл туралы қаланың Жастар саясаты басқармасының өкілдері "
          "өткен жылдың қорытындысы бойынша есеп беру барысында <b>мәлімдеді</b>. Толығырақ: "
          "<a href=\"https://kaz.example.kz/news/2?id=2\">мұнда</a> #Референдум_2026 #Жұмысшы-мамандықтар</p>");
    check_that_nothing_changes_again(entry);
}

TEST_CASE("A Russian article with a film, a table and a date from the future", "[clean][articles]") {
    RawItem item;
    item.title = {.value = "Конституция: что изменится? <b>Разбор</b>"};
    item.published = parse_date("2031-01-01T00:00:00Z");
    item.updated = parse_date("2026-02-22T10:00:00Z");
    item.authors = {{.name = "Иван Иванов <ivan@example.ru>"}};
    item.media = {{.url = "https://cdn.example.ru/small.jpg", .medium = "image", .width = 200},
                  {.url = "https://cdn.example.ru/big.jpg",
                   .medium = "image",
                   .width = 1200,
                   .credits = {{.name = "РИА &laquo;Новости&raquo;"}}}};
    item.content = {
        html("<h2>Коротко</h2><table><tr><td>Было<td>Стало<tr><td>177<td>145</table>"
             "<iframe width=560 height=315 src=\"//www.youtube.com/embed/dQw4w9WgXcQ?rel=0\"></iframe>"
             "<p>Депутаты вчера рассмотрели новый законопроект, теперь его вынесут на голосование на следующем "
             "заседании, сообщает пресс-служба.<p><p><a href=\"#top\">Наверх</a>")};
    const Entry entry = cleaned(std::move(item), "");
    CHECK(entry.title == "Конституция: что изменится? Разбор");
    CHECK(entry.published == parse_date("2026-02-22T10:00:00Z"));
    CHECK(entry.authors.at(0) == Person{.name = "Иван Иванов", .email = "ivan@example.ru"});
    CHECK(entry.picture.url == "https://cdn.example.ru/big.jpg");
    CHECK(entry.picture.credit == "РИА «Новости»");
    CHECK(entry.lang == "ru");
    CHECK(entry.content.str() ==
          "<h2>Коротко</h2><table><tbody><tr><td>Было</td><td>Стало</td></tr><tr><td>177</td><td>145</td></tr></tbody>"
          "</table><p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"><img "
          "src=\"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg\" alt=\"\"><br>YouTube</a></p><p>Депутаты вчера "
          "рассмотрели новый законопроект, теперь его вынесут на голосование на следующем заседании, сообщает "
          "пресс-служба.</p><p><a href=\"https://kaz.example.kz/rss/#top\">Наверх</a></p>");
    check_that_nothing_changes_again(entry);
}

TEST_CASE("An English article with sound, code and a caption", "[clean][articles]") {
    RawItem item;
    item.title = html("R&amp;amp;D spending: &amp;quot;up 5%&amp;quot;");
    item.enclosures = {{.url = "//cdn.example.com/talk.mp3?utm_campaign=x", .type = "audio/mpeg", .length = 7}};
    item.image = "javascript:alert(1)";
    item.content = {
        html("<figure><img src=https://cdn.example.com/a.jpg width=640 alt=Lab><figcaption>A lab. Photo: Jane "
             "Doe / AP</figcaption></figure><audio autoplay src=https://cdn.example.com/talk.mp3></audio>"
             "<pre><code class=\"hljs language-cpp\">if (a &lt; b)\n  x();</code></pre>"
             "<p>Members of parliament discussed the new bill yesterday, and it will be put to the vote at the "
             "next sitting, <a href=\"javascript:x\">they said</a>.</p>")};
    const Entry entry = cleaned(std::move(item), "ru");
    CHECK(entry.title == "R&D spending: \"up 5%\"");
    CHECK(entry.lang == "en");
    CHECK(entry.picture.url == "https://cdn.example.com/a.jpg");
    CHECK(entry.picture.credit == "Jane Doe / AP");
    REQUIRE(entry.enclosures.size() == 1);
    CHECK(entry.enclosures[0].url.starts_with("https://cdn.example.com/talk.mp3"));
    CHECK(
        entry.content.str() ==
        "<figure><img src=\"https://cdn.example.com/a.jpg\" width=\"640\" alt=\"Lab\"><figcaption>A lab. Photo: Jane Doe / "
        "AP</figcaption></figure><audio src=\"https://cdn.example.com/talk.mp3\" controls=\"\" preload=\"none\"></audio>"
        "<pre><code class=\"language-cpp\">if (a &lt; b)\n  x();</code></pre><p>Members of parliament discussed the new bill "
        "yesterday, and it will be put to the vote at the next sitting, they said.</p>");
    check_that_nothing_changes_again(entry);
}

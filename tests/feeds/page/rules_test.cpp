#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace arna;

namespace {

PageReading read(std::string html, const PageRules& rules) {
    const auto selectors = compile_page_rules(rules);
    if (!selectors) FAIL(selectors.error().front().key << ": " << selectors.error().front().message);
    return read_page({.bytes = std::move(html),
                      .url = "https://a.kz/news/",
                      .content_type = "text/html; charset=utf-8",
                      .content_language = {}},
                     {.time_zone = "Asia/Almaty", .language = {}, .rules = &*selectors},
                     *parse_date("2026-02-23T07:30:00Z"));
}

PageReading read_items(std::string html, ItemRules rules) {
    return read(std::move(html), {.items = std::move(rules), .article = {}});
}
PageReading read_article(std::string html, ArticleRules rules) {
    return read(std::move(html), {.items = {}, .article = std::move(rules)});
}

/// "link | title | date" of each item.
std::vector<std::string> shown(const PageReading& page) {
    std::vector<std::string> lines;
    for (const RawItem& item : page.items)
        lines.push_back(fmt::format("{} | {} | {}", item.link, item.title.value,
                                    item.published ? format_rfc3339(*item.published) : ""));
    return lines;
}

using Lines = std::vector<std::string>;

const Problem* problem(const PageReading& page, std::string_view code) {
    const auto found = std::ranges::find(page.problems, code, &Problem::code);
    return found == page.problems.end() ? nullptr : &*found;
}

std::string evidence(const PageReading& page, std::string_view member) {
    const auto found =
        std::ranges::find(page.evidence, member, [](const auto& one) { return std::string_view(one.first); });
    return found == page.evidence.end() ? "" : found->second;
}

constexpr const char* cards = R"html(<!DOCTYPE html><title>Қоғам</title><nav><a href=/>Басты бет</a></nav><ul id=list>
<li class=it><a href=/promo>Жарнама</a><h3><a href=a/1>Бірінші <b>жаңалық</b></a></h3><span class=d>Бүгін, 10:55</span>
 <img data-src=/i/1.jpg src=/blank.gif><p class=s>Қысқаша <i>мазмұн</i></p><span class=by>Авторы: Айгерім Тарина</span><i class=t>#Сайлау</i><i class=t>Заң</i></li>
<li class=it><h3>Екінші</h3><a href="https://a.kz/news/2#x">толығырақ</a> 22.02.2026 09:30 <div style="background-image: url('/i/2.jpg')"></div></li>
<li class=it><a href=a/3>Қысқа</a><a href=/all>Үшінші жаңалықтың ұзын тақырыбы</a><time datetime="2026-02-21T08:00:00+05:00">кеше</time></li>
<li class=it><h3>Сілтемесіз</h3></li></ul><footer><a href=/about>Біз туралы</a></footer>)html";

constexpr const char* story = R"html(<!DOCTYPE html><title>Бет – Сайт</title><meta property="og:title" content="Бет">
<h1>Бет</h1><div class=zz>Айдар: Тергеу</div><div class=lead><p>Кіріспе сөз осында тұр, ол да мәтіннің бөлігі.</p></div><div class=ad><p>Бұл жарнама, бірақ ұзын, сондықтан мәтін болып көрінеді, оқырман оны мақала деп ойлауы мүмкін.</p></div>
<div class=body><p>Бірінші бөлік осында, ол мақаланың мәтіні болып саналады, қысқа емес.</p><div class=promo><p>Мұны алып тастау керек, өйткені бұл жарнама.</p></div><p>Екінші бөлік те мақаланың мәтіні, ол да ұзын.</p></div>
<span class=when data-t="20260222 1830">22 ақпан</span><span class=k><i>тергеу</i><i>сот</i><i>тергеу</i></span><p class=who>Автор – Самат Ибраим</p><img class=pic src=/p.jpg><em class=cr>Сурет: Нұрлан Бекенов</em>)html";

} // namespace

TEST_CASE("Items are found by rules, with what is usual where no rule is", "[page][rules]") {
    const auto page = read_items(cards, {.each = "li.it"});
    CHECK(page.kind == PageKind::listing);
    CHECK(shown(page) == Lines{"https://a.kz/news/a/1 | Бірінші жаңалық | 2026-02-23T05:55:00Z",
                               "https://a.kz/news/2#x | Екінші | 2026-02-22T04:30:00Z",
                               "https://a.kz/news/a/3 | Үшінші жаңалықтың ұзын тақырыбы | 2026-02-21T03:00:00Z"});
    REQUIRE(problem(page, "item-without-link"));
    CHECK(problem(page, "item-without-link")->message == "1 of 4 items have no link and were left out");
    CHECK(evidence(page, "items") == "rule");
}

TEST_CASE("Each field of an item may have a rule", "[page][rules]") {
    const auto page = read_items(cards, {.each = "#list > li",
                                         .link = "h3 a",
                                         .title = "h3 b::text",
                                         .published = ".d",
                                         .id = "xpath:concat('n', count(preceding-sibling::li))",
                                         .summary = ".s",
                                         .content = ".s",
                                         .image = "img, [style]",
                                         .authors = ".by",
                                         .categories = ".t",
                                         .section = "xpath:'Қоғам'"});
    REQUIRE(page.items.size() == 1);
    const RawItem& item = page.items.front();
    CHECK(item.link == "https://a.kz/news/a/1");
    CHECK(item.title.value == "жаңалық");
    CHECK(item.id == "n0");
    CHECK(item.summary.value == "Қысқаша мазмұн");
    REQUIRE(item.content.size() == 1);
    CHECK(item.content.front().value == "<p>Қысқаша <i>мазмұн</i></p>");
    CHECK(item.image == "https://a.kz/i/1.jpg");
    REQUIRE(item.authors.size() == 1);
    CHECK(item.authors.front().name == "Айгерім Тарина");
    REQUIRE(item.categories.size() == 3);
    CHECK(item.categories[0].term == "Сайлау");
    CHECK(item.categories[1].term == "Заң");
    CHECK(item.categories[2] == Category{.term = "Қоғам", .scheme = "page:section"});
}

TEST_CASE("The content of an item is sanitised, its addresses absolute", "[page][rules]") {
    const auto page = read_items("<!DOCTYPE html><div class=i><h2><a href=/1>Бірінші мақала</a></h2><div class=c>"
                                 "<p onclick=x()>Мәтін <a href=more>толығырақ</a></p><script>alert(1)</script>"
                                 "<a href=javascript:x>z</a></div></div>",
                                 {.each = "div.i", .content = ".c"});
    REQUIRE(page.items.size() == 1);
    REQUIRE(page.items[0].content.size() == 1);
    const auto& markup = page.items[0].content[0].value;
    CHECK(markup.contains("href=\"https://a.kz/news/more\""));
    for (const char* part : {"onclick", "script", "alert"}) CHECK_FALSE(markup.contains(part));
}

TEST_CASE("A card that is a link as a whole is an item with that link", "[page][rules]") {
    const char* html = "<a class=c href=/1><h2>Бір</h2><img src=/1.jpg></a><a class=c href=/2><div>Екі</div></a>";
    CHECK(shown(read_items(html, {.each = "a.c"})) == Lines{"https://a.kz/1 | Бір | ", "https://a.kz/2 | Екі | "});
    CHECK(shown(read_items(html, {.each = "a.c", .link = "a::attr(href)", .title = "h2, div"})).size() == 2);
    CHECK(shown(read_items("<i data-u=/3>Үш</i>", {.each = "i", .link = "::attr(data-u)"})) ==
          Lines{"https://a.kz/3 | Үш | "});
    CHECK(shown(read_items(html, {.each = ".c > *:first-child"})) ==
          Lines{"https://a.kz/1 | Бір | ", "https://a.kz/2 | Екі | "});
}

TEST_CASE("An item's link is the one that leads to a page", "[page][rules]") {
    const char* html = "<div class=i><a href='#'>ашу</a><a href='#top'>жоғары</a><h2>Бір</h2><a href=/1>оқу</a></div>"
                       "<div class=i><h2 id=v9>Нұсқа 9 <a href=#v9>¶</a></h2></div>"
                       "<div class=i><a href='#'>ашу</a></div>";
    const auto page = read_items(html, {.each = ".i"});
    REQUIRE(page.items.size() == 2);
    CHECK(page.items[0].link == "https://a.kz/1");
    CHECK(page.items[1].link == "https://a.kz/news/#v9");
}

TEST_CASE("An item that stands twice is one; an id of its own tells two apart", "[page][rules]") {
    const char* html = "<p class=i><a href=/1>Бір</a></p><p class=i><a href=/1>Бір, тағы</a></p>";
    CHECK(read_items(html, {.each = ".i"}).items.size() == 1);
    CHECK(read_items(html, {.each = ".i", .id = "a"}).items.size() == 2);
}

TEST_CASE("A rule that matches nothing says so, and what there is", "[page][rules]") {
    const auto page =
        read_items("<title>Жаңалықтар</title><div class=news-items><div class=news-item><a href=/1>Бір</a></div></div>",
                   {.each = "div.news-item-2019"});
    CHECK(page.items.empty());
    REQUIRE(problem(page, "rule-matched-nothing"));
    CHECK(problem(page, "rule-matched-nothing")->message ==
          "items.each (div.news-item-2019) matches nothing on \"Жаңалықтар\"; the page has .news-item .news-items");
}

TEST_CASE("Items none of which has a link are as good as none", "[page][rules]") {
    const auto page = read_items("<p class=i>Бір</p><p class=i>Екі</p>", {.each = ".i"});
    REQUIRE(problem(page, "rule-matched-nothing"));
    CHECK(problem(page, "rule-matched-nothing")->message ==
          "none of the 2 items that items.each (.i) finds has a link");
    const auto ruled = read_items("<p class=i>Бір</p>", {.each = ".i", .link = "b"});
    CHECK(problem(ruled, "rule-matched-nothing")->message ==
          "none of the 1 items that items.each (.i) finds has a link; items.link (b) leads nowhere");
}

TEST_CASE("A list that is there and empty is no failure", "[page][rules]") {
    struct Case {
        const char* each;
        const char* html;
        bool is_empty_list;
    };
    const auto [each, html, is_empty_list] = GENERATE(values<Case>({
        {"ul#list > li", "<ul id=list></ul>", true},
        {"ul#list li.it", "<ul id=list><li>Жаңалық жоқ</li></ul>", true},
        {".cards .card", "<div class=cards>Бос</div>", true},
        {"xpath://div[@class='cards']/div[@class='card']", "<div class=cards></div>", true},
        {"xpath://ul[contains(@class,'news')]//li[1]", "<ul class='x news'></ul>", true},
        {"ul#list > li", "<ul id=news></ul>", false},
        {"ul#list > li", "<ul id=list><div><a href=/1>Басқа</a></div></ul>", false},
        {"main > .card", "<main></main>", false},
        {".card", "<main></main>", false},
        {".a + .card", "<i class=a></i>", false},
    }));
    CAPTURE(each, html);
    const auto page = read_items(html, {.each = each});
    CHECK(page.items.empty());
    CHECK((problem(page, "rule-matched-nothing") == nullptr) == is_empty_list);
}

TEST_CASE("A wall has no list, and says that it is one", "[page][rules]") {
    const auto wall = read_items("<title>Just a moment...</title><div id=challenge-form>Checking your browser before "
                                 "accessing a.kz</div><script src=/cdn-cgi/challenge-platform/x.js></script>",
                                 {.each = "li.it"});
    CHECK(wall.kind == PageKind::other);
    CHECK(problem(wall, "page-is-challenge"));
    CHECK_FALSE(problem(wall, "rule-matched-nothing"));
}

TEST_CASE("What rules say of an article wins, and says that it is from a rule", "[page][rules]") {
    const auto page = read_article(story, {.content = ".lead, .body",
                                           .remove = {".promo"},
                                           .title = "xpath:concat('Арнайы: ', //h1)",
                                           .section = "xpath:substring-after(//div[@class='zz'], ': ')",
                                           .authors = "xpath:substring-after(//p[@class='who'], '– ')",
                                           .categories = ".k i",
                                           .published = ".when::attr(data-t)",
                                           .date_format = "%Y%m%d %H%M",
                                           .image = ".pic",
                                           .credit = ".cr"});
    CHECK(page.kind == PageKind::article);
    CHECK(page.title == "Арнайы: Бет");
    CHECK(page.section == "Тергеу");
    REQUIRE(page.authors.size() == 1);
    CHECK(page.authors.front().name == "Самат Ибраим");
    REQUIRE(page.categories.size() == 2);
    CHECK(page.categories[0] == Category{.term = "тергеу", .scheme = "page:rule"});
    REQUIRE(page.published);
    CHECK(format_rfc3339(*page.published) == "2026-02-22T13:30:00Z");
    CHECK(page.image.url == "https://a.kz/p.jpg");
    CHECK(page.image.credit == "Нұрлан Бекенов");
    CHECK(page.text.contains("Кіріспе сөз"));
    CHECK(page.text.contains("Бірінші бөлік"));
    CHECK(page.text.contains("Екінші бөлік"));
    CHECK_FALSE(page.text.contains("алып тастау"));
    CHECK_FALSE(page.text.contains("Бұл жарнама, бірақ"));
    for (const char* member : {"title", "section", "authors", "categories", "published", "image", "credit", "text"}) {
        CAPTURE(member);
        CHECK(evidence(page, member) == "rule");
    }
}

TEST_CASE("An article without what its rules ask for is read as without them", "[page][rules]") {
    const auto page = read_article(story, {.content = ".articleBody", .title = ".nosuch", .section = "#nosuch"});
    CHECK(page.title == "Бет");
    CHECK(page.text.contains("Бірінші бөлік"));
    REQUIRE(problem(page, "rule-matched-nothing"));
    CHECK(problem(page, "rule-matched-nothing")->message.starts_with("article.content (.articleBody) matches nothing"));
}

TEST_CASE("A rule too costly is reported, and nothing else comes of it", "[page][rules]") {
    std::string html = "<body>";
    for (int i = 0; i < 10'000; ++i) html += fmt::format("<p class=i><a href=/{}>a</a>", i);
    const auto page = read_items(html, {.each = "xpath://*[count(//*) > count(preceding::*)]"});
    CHECK(page.items.empty());
    CHECK(problem(page, "rule-too-costly"));
    CHECK_FALSE(problem(page, "rule-matched-nothing"));
}

TEST_CASE("A rule that matches everything ends on the same budget", "[page][rules]") {
    std::string html;
    for (int i = 0; i < 500; ++i) html += "<div class=d>";
    for (int i = 0; i < 8'000; ++i) html += "<a href=/1>мәтін мәтін</a>";
    const auto rules = GENERATE(values<ItemRules>({
        {.each = "*", .summary = "*", .content = "*", .authors = "a", .categories = "*"},
        {.each = "div"},
    }));
    const auto page = read_items(html, rules);
    CHECK(page.items.empty());
    CHECK(problem(page, "rule-too-costly"));
}

TEST_CASE("All faults of all rules are told", "[page][rules]") {
    const auto compiled = compile_page_rules(
        {.items = ItemRules{.each = "a::attr(href)", .link = "div[", .published = "xpath:$x", .date_format = "%H"},
         .article = ArticleRules{.content = "xpath:string(//p)", .remove = {".ok", "p::text"}}});
    REQUIRE_FALSE(compiled);
    std::vector<std::string> told;
    for (const RuleFault& fault : compiled.error())
        told.push_back(fmt::format("{} {} {}", fault.key, fault.index, fault.column));
    CHECK(told == std::vector<std::string>{"items.each 0 1", "items.link 0 4", "items.published 0 7",
                                           "items.date_format 0 1", "article.content 0 1", "article.remove 1 1"});
}

#include "feeds/write/page/pages.hpp"
#include "tests/feeds/write/articles.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

PageSetting index_setting(PageLanguage language = PageLanguage::en, bool is_prefixed = false) {
    return {.language = language,
            .is_prefixed = is_prefixed,
            .base_url = "https://feeds.example.kz",
            .path = "/",
            .time_zone = TimeZone("Asia/Almaty")};
}

Index sample_index() {
    IndexedTag tag{.channel = sample_channel(), .articles = 1'204};
    tag.newest = {{.title = "Дайындық <b>басталды</b>",
                   .link = "https://kaz.zakon.kz/1",
                   .language = "kk",
                   .source = "Zakon.kz",
                   .published = sample_channel().updated}};
    tag.days.assign(index_days, 0);
    tag.days[0] = 3;
    tag.days[29] = 12;
    Channel sport = sample_channel();
    sport.title = "Спорт & <b>";
    sport.page = "https://feeds.example.kz/tags/sport";
    sport.atom = "https://feeds.example.kz/tags/sport.atom";
    sport.description.clear();
    Channel source = sample_channel();
    source.title = "Дала";
    source.page = "https://feeds.example.kz/sources/dala";
    return {.title = "Арна <1>",
            .page = "https://feeds.example.kz/",
            .opml = "https://feeds.example.kz/feeds.opml",
            .updated = sample_channel().updated,
            .tags = {tag, {.channel = sport, .articles = 0, .newest = {}, .days = std::vector<std::int64_t>(30, 0)}},
            .sources = {source}};
}

} // namespace

TEST_CASE("The index shows every tag with its formats, newest articles, count and last change",
          "[write][html][index]") {
    const auto html = write_index_page(sample_index(), index_setting());
    CHECK(has(html, "<h1>Арна &lt;1&gt;</h1>"));
    CHECK(has(
        html,
        "<span>2\u00A0topics</span><span><i> · </i>Updated <time datetime=\"2026-02-23T11:55:00+05:00\">23 February 2026, 11:55</time>"));
    CHECK(has(html, "<a href=\"feeds.opml\">OPML</a>"));
    CHECK(has(html, "<h2 lang=\"kk\"><a href=\"tags/referendum-2026\">Референдум – 2026</a></h2>"));
    CHECK(has(html, "Конституциялық референдум: дайындық, талқы, дауыс беру"));
    CHECK(has(html, "<span>1,204\u00A0articles</span><span><i> · </i>Updated <time"));
    CHECK(has(html,
              "<span lang=\"kk\"><a href=\"https://kaz.zakon.kz/1\">Дайындық &lt;b&gt;басталды&lt;/b&gt;</a></span>"));
    CHECK(has(html, "<small class=\"facts\"><span>Zakon.kz</span><span><i> · </i><time"));
    CHECK(
        has(html, "<a class=\"chip\" href=\"tags/referendum-2026.rss\" aria-label=\"RSS: Референдум – 2026\">RSS</a>"));
    CHECK(has(html, "<a href=\"tags/sport\">Спорт &amp; &lt;b&gt;</a>"));
    CHECK(has(html, "<p class=\"empty\">No articles yet.</p>"));
    CHECK(has(html, "<a href=\"sources/dala\">Дала</a>"));
    CHECK(
        has(html,
            "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"https://feeds.example.kz/tags/sport.atom\""));
    CHECK(html.find("for feed readers") == html.rfind("for feed readers")); // said once
    CHECK(has(write_index_page(sample_index(), index_setting(PageLanguage::kk, true)),
              "<a href=\"../feeds.opml\">OPML</a>"));
    CHECK(has(write_index_page(sample_index(), index_setting(PageLanguage::ru, true)), "1\u00A0204\u00A0статьи"));
}

TEST_CASE("A tag's last month is drawn, and told to those who cannot see it", "[write][html][index]") {
    const auto html = write_index_page(sample_index(), index_setting());
    CHECK(has(html, "<svg class=\"spark\" role=\"img\" viewBox=\"0 0 149 28\""));
    CHECK(has(html, "<title>In the 30 days to 23 February 2026: 15\u00A0articles, no more than 12 a day</title>"));
    CHECK(has(html, "d=\"M0 28v-7h4v7zM145 28v-28h4v28z\""));
    CHECK(html.find("<svg") == html.rfind("<svg")); // the other tag has no articles
    CHECK(has(write_index_page(sample_index(), index_setting(PageLanguage::kk)),
              "30 күн ішінде, соңғы күні – 2026 ж. 23 ақпан: 15\u00A0мақала, күніне ең көбі 12"));
}

TEST_CASE("Tags beyond the first ones are rows", "[write][html][index]") {
    Index index = sample_index();
    index.tags[1].is_row = true;
    const auto html = write_index_page(index, index_setting());
    CHECK(has(html, "<h2>More topics</h2>"));
    CHECK(has(html, "<a href=\"tags/sport\">Спорт &amp; &lt;b&gt;</a></span> <small>0\u00A0articles</small> "
                    "<a class=\"chip\" href=\"tags/sport.atom\""));
}

TEST_CASE("An index without tags says so", "[write][html][index]") {
    const auto html = write_index_page({.title = "A",
                                        .page = "https://feeds.example.kz/",
                                        .opml = "https://feeds.example.kz/feeds.opml",
                                        .updated = {},
                                        .tags = {},
                                        .sources = {}},
                                       index_setting());
    CHECK(has(html, "Nothing here yet."));
    CHECK(has(html, "<span>0\u00A0topics</span></p>"));
}

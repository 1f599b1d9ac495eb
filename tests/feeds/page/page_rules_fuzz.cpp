// Whatever the page, rules end on their budget and give items with http addresses; a date format reads any text.
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/text/url/url.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace arna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const PageSelectors selectors =
        compile_page_rules({.items = ItemRules{.each = "li, div.card, xpath",
                                               .title = "h2, a",
                                               .published = "time, .d",
                                               .date_format = "%d.%m.%Y %H:%M",
                                               .summary = "xpath:substring-before(., ':')",
                                               .content = "p",
                                               .image = "img, [style]",
                                               .authors = ".by",
                                               .categories = "i",
                                               .section = "xpath:../@class"},
                            .article = ArticleRules{.content = "article, .body",
                                                    .remove = {".ad"},
                                                    .title = "h1",
                                                    .authors = "xpath://address",
                                                    .updated = ".u::attr(title)",
                                                    .image = "figure",
                                                    .credit = "figcaption::text"}})
            .value();
    const std::string html(reinterpret_cast<const char*>(data), size);
    const auto page = read_page(
        {.bytes = html, .url = "https://a.kz/n/", .content_type = "text/html; charset=utf-8", .content_language = {}},
        {.time_zone = "Asia/Almaty", .language = {}, .rules = &selectors}, Time{std::chrono::seconds(1'771'826'100)});
    for (const RawItem& item : page.items)
        if (!is_http_url(item.link) || (!item.image.empty() && !is_http_url(item.image))) std::abort();
    if (const auto pattern = DatePattern::compile(html)) {
        const VisibleDateOptions options{.now = Time{std::chrono::seconds(1'771'826'100)}, .zone = {}};
        if (const auto date = pattern->find(html, options); date && date->end > size) std::abort();
        (void)pattern->find("23.02.2026 10:55 23 ақпан 2026", options);
    }
    return 0;
}

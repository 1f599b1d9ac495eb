// Pages of any charset, from bytes to what they say. Texts must be XML, addresses http(s).
#include "feeds/page/read_page.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);
    const auto page = read_page(
        {.bytes = std::string(reinterpret_cast<const char*>(data), size), .url = "https://qala.example/a/b"}, {}, noon);
    for (const auto& text : {page.title, page.site, page.summary, page.section, page.lang, page.image.credit,
                             page.image.caption, page.text, page.content.str()}) {
        if (xml_characters(text) != text) std::abort();
    }
    for (const auto& url : {page.link, page.image.url, page.next}) {
        if (!url.empty() && !is_http_url(url)) std::abort();
    }
    for (const auto& item : page.items) {
        if (!is_http_url(item.link)) std::abort();
    }
    return 0;
}

// Documents of any charset, from bytes to what may be stored. Texts must be XML, and a second reading that knows the
// items of the
// first must find the same articles: half of them known, or all.
#include "feeds/pipeline/pipeline.hpp"

#include "feeds/text/unicode.hpp"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace arna;

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

std::set<Ident> articles(const CleanFeed& feed) {
    std::set<Ident> idents(feed.unchanged.begin(), feed.unchanged.end());
    for (const auto& item : feed.items) idents.insert(item.ident);
    return idents;
}

void judge(const Entry& entry) {
    for (const auto& text : {entry.id, entry.link, entry.title, entry.summary.str(), entry.content.str(), entry.lang,
                             entry.rights, entry.picture.url, entry.picture.alt, entry.provenance.title}) {
        if (xml_characters(text) != text) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Document document{.bytes = std::string(reinterpret_cast<const char*>(data), size),
                            .url = "https://feeds.example/feed.xml"};
    const ReadOptions options{.source = "a", .site = "feeds.example"};
    const auto first = read_feed(document, options, noon);
    if (!first) return 0;
    for (const auto& item : first->items) judge(item.entry);
    for (const std::size_t known : {first->seen.size(), first->seen.size() / 2}) {
        const SeenItems seen({first->seen.begin(), first->seen.begin() + static_cast<std::ptrdiff_t>(known)});
        const auto again = read_feed(document, options, noon, seen);
        if (!again || articles(*again) != articles(*first)) std::abort();
    }
    return 0;
}

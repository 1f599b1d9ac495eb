#include "daemon/poll/page_wishes.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/pipeline/page_fill.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// With as many letters an item has a text of its own.
constexpr std::size_t least_text = 400;

/// An entry of article_hosts covers the hosts below it.
bool is_below(std::string_view host, std::string_view parent) {
    if (!host.ends_with(parent)) return false;
    return host.size() == parent.size() || host[host.size() - parent.size() - 1] == '.';
}

/// A file beside the page, such as those that a list of documents leads to: it is no article's page.
bool leads_to_file(std::string_view link) {
    constexpr auto types = std::to_array<std::string_view>(
        {"pdf", "doc",  "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt",  "pptx", "zip", "rar",  "7z",
         "gz",  "epub", "djvu", "mp3", "mp4", "avi", "mov",  "apk", "jpg", "jpeg", "png",  "gif", "webp", "svg"});
    const auto path = split_url(link).path;
    const auto type = path.substr(std::min(path.rfind('.'), path.size() - 1) + 1);
    return std::ranges::any_of(types, [&](auto each) { return equals_lower(type, each); });
}

} // namespace

bool leads_to_site(const std::string& link, const PollSource& source) {
    if (!is_http_url(link)) return false;
    const auto parts = split_url(link);
    const auto host = ascii_lowered(parts.host);
    if (!source.url.empty() && site_of(link, host) == site_of(source.url, ascii_lowered(split_url(source.url).host)))
        return true;
    const auto with_port = parts.port.empty() ? host : host + ":" + std::string(parts.port);
    return std::ranges::any_of(source.pages.hosts, [&](const std::string& allowed) {
        const auto lower = ascii_lowered(allowed);
        return with_port == lower || is_below(host, lower);
    });
}

bool wants_page(const CleanItem& item, const PollSource& source, bool is_sitemap) {
    using enum PageSettings::Articles;
    const auto articles = source.pages.articles.value_or(is_sitemap ? without_text : none);
    if (articles == none || !leads_to_site(item.entry.link, source) || leads_to_file(item.entry.link)) return false;
    return articles == all || letters_of(item.plain) < least_text;
}

FilledAgain fill_again(CleanItem& item, ArticleId article, StoreReader& reader) {
    auto paged = reader.paged(article);
    if (!paged) return {};
    const bool is_later = item.entry.updated && paged->told.updated && *item.entry.updated > *paged->told.updated;
    if (!paged->part) return {.told = nullptr, .is_later = is_later};
    auto told = std::make_shared<const ToldItem>(
        ToldItem{.entry = item.entry, .content_hash = item.content_hash, .exact_hash = item.exact_hash});
    if (paged->sanitizer_version < sanitizer_version) paged->part = sanitized(std::move(*paged->part));
    fill(item, *paged->part);
    return {.told = std::move(told), .is_later = is_later};
}

void keep_newest_wishes(std::vector<IngestItem>& items, std::size_t limit) {
    std::vector<std::size_t> wishing;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].page && items[i].page->holds) wishing.push_back(i);
    if (wishing.size() <= limit) return;
    const auto age = [&](std::size_t i) {
        const auto& entry = items[i].item.entry;
        const auto date = entry.published ? entry.published : entry.updated;
        return std::pair(-date.value_or(Time::max()).time_since_epoch(), i);
    };
    std::ranges::sort(wishing, {}, age);
    for (const auto i : wishing | std::views::drop(limit)) items[i].page.reset();
}

} // namespace arna

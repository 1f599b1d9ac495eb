#include "feeds/pipeline/read_listing.hpp"

#include "feeds/clean/clean.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/json_items.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace arna {
namespace {

/// What stands there instead of a list.
Error no_listing(const PageReading& page) {
    for (const auto& problem : page.problems)
        if (problem.code.starts_with("rule-"))
            return {Errc::not_a_feed, fmt::format("{}: {}", problem.code, problem.message)};
    for (const auto& problem : page.problems)
        if (problem.code.starts_with("page-is-") || problem.code == "page-not-found" ||
            problem.code == "json-unreadable" || problem.code == "json-without-rules")
            return {Errc::not_a_feed, problem.message};
    const std::string title = page.title.empty() ? std::string() : fmt::format(", \"{}\"", page.title);
    return {Errc::not_a_feed, fmt::format("no list of articles was found on the page{}", title)};
}

/// What the bytes of a document that is no page begin like; empty where that is not known.
std::string_view other_kind(std::string_view bytes) {
    constexpr std::size_t looked_at = 1024;
    bytes = bytes.substr(0, looked_at);
    for (const std::string_view sign : {"<rss", "<feed", "<rdf:RDF", "https://jsonfeed.org/version/"})
        if (bytes.contains(sign)) return "feed";
    for (const std::string_view sign : {"<urlset", "<sitemapindex"})
        if (bytes.contains(sign)) return "sitemap";
    return {};
}

Error no_page_but(std::string_view kind, const std::string& url) {
    return {Errc::not_a_feed,
            fmt::format("it is a {}, and no page (did you mean url = \"{}\"?)", kind, masked_url(url))};
}

bool has_failed_rule(const PageReading& page) {
    return std::ranges::any_of(page.problems, [](const Problem& problem) { return problem.code.starts_with("rule-"); });
}

RawFeed raw_feed(PageReading page) {
    RawFeed feed;
    feed.title = {.value = page.site.empty() ? std::move(page.title) : std::move(page.site)};
    feed.link = std::move(page.link);
    feed.lang = std::move(page.lang);
    feed.problems = std::move(page.problems);
    return feed;
}

/// A page under rules for items, which may be none.
Result<PageReading> read_as_page(PageDocument document, PageOptions options, const ItemRules* rules, Time now) {
    std::optional<PageSelectors> selectors;
    if (rules != nullptr) {
        auto compiled = compile_page_rules({.items = *rules, .article = std::nullopt});
        if (!compiled)
            return fail(Errc::bad_input, compiled.error().front().key + ": " + compiled.error().front().message);
        selectors = std::move(*compiled);
        options.rules = &*selectors;
    }
    return read_page(std::move(document), options, now);
}

/// The answer of an API, whose items rules find.
Result<PageReading> read_as_json(PageDocument document, const PageOptions& options, const ItemRules* rules, Time now) {
    if (rules == nullptr) return read_json_items(std::move(document), nullptr, options, now);
    const auto compiled = compile_json_rules(*rules);
    if (!compiled) return fail(Errc::bad_input, compiled.error().front().key + ": " + compiled.error().front().message);
    return read_json_items(std::move(document), &*compiled, options, now);
}

} // namespace

Result<ListingReading> read_listing(Document document, const ReadOptions& options, const ItemRules* rules, Time now,
                                    ListingKind kind) {
    const auto url = document.url;
    const auto other = kind == ListingKind::page ? other_kind(document.bytes) : std::string_view();
    PageDocument bytes{.bytes = std::move(document.bytes),
                       .url = std::move(document.url),
                       .content_type = std::move(document.content_type),
                       .content_language = std::move(document.content_language)};
    const PageOptions how{.time_zone = options.time_zone, .language = options.language, .is_listing = true};
    auto read = kind == ListingKind::json ? read_as_json(std::move(bytes), how, rules, now)
                                          : read_as_page(std::move(bytes), how, rules, now);
    if (!read) return std::unexpected(std::move(read.error()));
    PageReading& page = *read;
    const bool is_empty_list = rules != nullptr && page.kind == PageKind::listing && !has_failed_rule(page);
    if (page.items.empty() && !is_empty_list)
        return std::unexpected(other.empty() ? no_listing(page) : no_page_but(other, url));
    auto items = std::move(page.items);
    auto shape = rules != nullptr ? std::string("rules") : std::move(page.shape); // the operator says where they stand
    auto raw = raw_feed(std::move(page));
    Cleaner cleaner({.base = url, .language = options.language}, now);
    std::size_t without_link = 0;
    for (auto& item : items) {
        if (item.link.empty())
            ++without_link;
        else
            cleaner.add(raw, std::move(item));
    }
    if (without_link > 0 && without_link == items.size())
        return fail(Errc::not_a_feed, fmt::format("none of the {} items that the page lists has a link", without_link));
    auto feed = cleaner.finish(std::move(raw));
    static_cast<void>(identify(feed, {.site = options.site, .source = options.source})); // nothing was set aside
    return ListingReading{.feed = std::move(feed), .shape = std::move(shape), .without_link = without_link};
}

} // namespace arna

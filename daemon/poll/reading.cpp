#include "daemon/poll/reading.hpp"

#include "daemon/poll/page_wishes.hpp"
#include "daemon/poll/sitemap/joined_feed.hpp"
#include "feeds/clean/clean.hpp"
#include "feeds/identity/story_sketch.hpp"
#include "feeds/model/evidence.hpp"
#include "feeds/pipeline/read_listing.hpp"
#include "feeds/rules/link_pattern.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace arna {
namespace {

ReadOptions read_options(const PollSource& source) {
    return {.source = source.name, .site = source.site, .language = source.language, .time_zone = source.time_zone};
}

/// Whether the list of items can be trusted: problems within an item do not touch it.
bool is_whole(const CleanFeed& feed) {
    static constexpr auto structural =
        std::to_array<std::string_view>({"feed-repeated", "feed-too-long", "json-not-well-formed", "xml-junk-after",
                                         "xml-junk-before", "xml-not-repaired", "xml-not-well-formed"});
    return std::ranges::none_of(feed.problems, [](const Problem& problem) {
        return problem.code.ends_with("-truncated") || std::ranges::find(structural, problem.code) != structural.end();
    });
}

bool is_truncated(const CleanFeed& feed) {
    return std::ranges::any_of(feed.problems,
                               [](const Problem& problem) { return problem.code.ends_with("-truncated"); });
}

/// What decides besides how a document is read; nothing of an ordinary feed.
std::uint64_t rules_hash(const PollSource& source) {
    if (source.kind == PollSource::Kind::feed && source.link_match.empty()) return 0;
    std::string all = fmt::format("{}\n{}\n", static_cast<int>(source.kind), source.link_match);
    if (source.rules && source.rules->items)
        for (const auto& [name, rule] : rule_keys<ItemRules>())
            all += fmt::format("{}={}\n", name, (*source.rules->items.*rule).value_or(""));
    return XXH3_64bits(all.data(), all.size());
}

/// Those that are left out stay among the items that were seen: they are not read again.
void keep_wanted_links(CleanFeed& feed, const PollSource& source) {
    if (source.link_match.empty()) return;
    const LinkPattern pattern(source.link_match);
    std::erase_if(feed.items, [&](const CleanItem& item) { return !pattern.matches(item.entry.link); });
}

/// Whether a document has `word`, in a charset of ASCII's or in UTF-16.
bool has_word(std::string_view bytes, std::string_view word) {
    std::string wide;
    for (const char c : word) {
        if (!wide.empty()) wide += '\0';
        wide += c;
    }
    const auto has = [&](std::string_view needle) {
        const std::boyer_moore_horspool_searcher searcher(needle.begin(), needle.end());
        return std::search(bytes.begin(), bytes.end(), searcher) != bytes.end();
    };
    return has(word) || has(wide);
}

/// An index has no items; `sitemaps` stays empty if it is none. One that names no sitemap is an error.
Result<Reading> read_index(Document document, const PollSource& source, Time now) {
    const auto base = document.url;
    auto raw = read_raw(std::move(document), read_options(source));
    if (!raw) return std::unexpected(std::move(raw.error()));
    Reading reading{.feed = clean({}, {}, now)};
    if (raw->format != FeedFormat::sitemap_index) return reading;
    for (auto& link : raw->links)
        if (link.rel == "sitemap" && is_http_url(link.href)) reading.sitemaps.push_back(std::move(link.href));
    if (reading.sitemaps.empty()) return fail(Errc::not_a_feed, "it is an index of sitemaps that names none");
    raw->items.clear();
    reading.feed = clean(std::move(*raw), {.base = base, .language = source.language}, now);
    return reading;
}

Result<Reading> read_page_of_articles(Document document, const PollSource& source, Time now) {
    const auto* rules = source.rules && source.rules->items ? &*source.rules->items : nullptr;
    const auto kind = source.kind == PollSource::Kind::json ? ListingKind::json : ListingKind::page;
    auto listing = read_listing(std::move(document), read_options(source), rules, now, kind);
    if (!listing) return std::unexpected(std::move(listing.error()));
    keep_wanted_links(listing->feed, source);
    return Reading{.feed = std::move(listing->feed), .shape = std::move(listing->shape)};
}

} // namespace

std::uint64_t reading_of(const PollSource& source) { return reading_of(read_options(source)) ^ rules_hash(source); }

std::uint64_t fingerprint(const Document& document, const PollSource& source) {
    return fingerprint(document, read_options(source)) ^ rules_hash(source);
}

std::uint64_t fingerprint(const LocalFiles& files, const PollSource& source) {
    return fingerprint(Document{}, source) ^ files.fingerprint;
}

Result<Reading> read_document(Document document, const PollSource& source, const SeenItems& seen, Time now) {
    if (source.kind == PollSource::Kind::page || source.kind == PollSource::Kind::json)
        return read_page_of_articles(std::move(document), source, now);
    if (has_word(document.bytes, "sitemapindex")) {
        auto index = read_index(document, source, now);
        if (!index || !index->sitemaps.empty()) return index;
    }
    auto feed = read_feed(std::move(document), read_options(source), now, seen);
    if (!feed) return std::unexpected(std::move(feed.error()));
    keep_wanted_links(*feed, source);
    const bool breaks_off = is_truncated(*feed);
    const bool is_complete = is_whole(*feed);
    return Reading{.feed = std::move(*feed), .is_truncated = breaks_off, .is_whole = is_complete};
}

Result<Reading> read_local(const PollSource& source, const LocalFiles& files, std::size_t max_size,
                           const SeenItems& seen, Time now) {
    std::optional<JoinedFeed> all;
    std::optional<Error> first_error;
    for (const auto& path : files.paths) {
        auto bytes = read_file(path, max_size);
        auto feed = bytes ? read_feed({.bytes = std::move(*bytes)}, read_options(source), now, seen)
                          : Result<CleanFeed>(std::unexpected(std::move(bytes.error())));
        if (!feed) {
            if (!first_error) first_error = Error{feed.error().code, path + ": " + feed.error().message};
        } else if (all) {
            all->add(std::move(*feed));
        } else {
            all.emplace(std::move(*feed));
        }
    }
    if (!all) return std::unexpected(*first_error);
    const bool is_complete = !first_error && is_whole(all->feed());
    return Reading{.feed = std::move(all->feed()),
                   .is_whole = is_complete,
                   .complaint = first_error ? std::move(first_error->message) : std::string()};
}

std::shared_ptr<const StorySketch> sketch_of(const CleanItem& item) {
    auto sketch = std::make_shared<const StorySketch>(
        sketch_story({.title = item.entry.title, .summary = item.plain.summary, .content = item.plain.content}));
    return sketch->words < StorySketch::least_words ? nullptr : sketch;
}

News find_news(CleanItems items, const PollSource& source, StoreReader& reader, Time now, const NewsContext& context) {
    std::vector<Ident> idents;
    for (const auto& item : items) idents.push_back(item.ident);
    std::map<Ident, KnownArticle> known;
    for (const auto& article : reader.known(idents)) known.emplace(article.ident, article);
    News news;
    for (auto& item : items) {
        const auto found = known.find(item.ident);
        const bool is_known = found != known.end();
        const bool is_own = is_known && found->second.owner == source.id;
        const bool wants = wants_page(item, source, context.is_sitemap);
        auto filled = is_own && found->second.has_page ? fill_again(item, found->second.id, reader) : FilledAgain();
        const bool is_page_newer = wants && context.is_sitemap && filled.is_later;
        const bool is_same = is_own && found->second.content_hash == item.content_hash;
        if (is_same && found->second.exact_hash == item.exact_hash && !found->second.is_withdrawn && !is_page_newer) {
            ++news.unchanged;
            continue;
        }
        if (!is_known || (is_own && !is_same)) ++news.fresh;
        auto sketch = is_known ? nullptr : sketch_of(item);
        news.texts.push_back(match_item(item.entry, std::exchange(item.plain, {}), source.name, source.labels,
                                        is_known ? found->second.first_seen : now));
        auto& given = news.items.emplace_back(
            IngestItem{.item = std::move(item), .sketch = std::move(sketch), .told = std::move(filled.told)});
        if (wants && (!is_known || is_own))
            given.page = PageWish{.url = given.item.entry.link, .due = now, .holds = !is_known};
    }
    if (context.is_first) keep_newest_wishes(news.items, source.pages.limit);
    return news;
}

void match(News& news, const PollRules& rules) {
    for (std::size_t i = 0; i < news.items.size(); ++i)
        news.items[i].tags = memberships_of(news.texts[i], *rules.set, rules.tags, rules.editions);
}

} // namespace arna

#include "daemon/poll/reading.hpp"

#include "daemon/poll/local_files.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/reason.hpp"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace arna {
namespace {

ReadOptions read_options(const PollSource& source) {
    return {.source = source.name, .site = source.site, .language = source.language, .time_zone = source.time_zone};
}

bool is_truncated(const CleanFeed& feed) {
    return std::ranges::any_of(feed.problems,
                               [](const Problem& problem) { return problem.code.ends_with("-truncated"); });
}

/// Adds the items of `more` that `feed` has not.
void join(CleanFeed& feed, CleanFeed more) {
    std::set<Ident> known(feed.unchanged.begin(), feed.unchanged.end());
    for (const auto& item : feed.items) known.insert(item.ident);
    std::erase_if(more.seen, [&](const SeenItem& item) { return known.contains(item.ident); });
    feed.seen.insert(feed.seen.end(), more.seen.begin(), more.seen.end());
    for (const auto& ident : more.unchanged)
        if (known.insert(ident).second) feed.unchanged.push_back(ident);
    for (auto& item : more.items)
        if (known.insert(item.ident).second) feed.items.push_back(std::move(item));
}

std::vector<Membership> memberships(const MatchItem& item, const PollRules& rules) {
    std::vector<Membership> tags;
    for (const auto& match : rules.set->match(item))
        tags.push_back({.tag = rules.tags.at(match.rule), .reason = encode_reason(match.because)});
    return tags;
}

} // namespace

std::uint64_t reading_of(const PollSource& source) { return reading_of(read_options(source)); }

std::uint64_t fingerprint(const Document& document, const PollSource& source) {
    return fingerprint(document, read_options(source));
}

Result<Reading> read_document(Document document, const PollSource& source, const SeenItems& seen, Time now) {
    Reading reading{.hash = fingerprint(document, source), .bytes = document.bytes.size()};
    auto feed = read_feed(std::move(document), read_options(source), now, seen);
    if (!feed) return std::unexpected(std::move(feed.error()));
    reading.is_truncated = is_truncated(*feed);
    reading.feed = std::move(*feed);
    return reading;
}

Result<Reading> read_local(const PollSource& source, std::size_t max_size, std::uint64_t known_hash,
                           const SeenItems& seen, Time now) {
    const auto files = survey_files(source.path, max_size);
    if (!files) return std::unexpected(files.error());
    Reading reading{.hash = fingerprint({}, source) ^ files->fingerprint};
    if (reading.hash == known_hash) return reading;
    std::optional<Error> first_error;
    for (const auto& path : files->paths) {
        auto bytes = read_file(path, max_size);
        if (bytes) reading.bytes += bytes->size();
        auto feed = bytes ? read_feed({.bytes = std::move(*bytes)}, read_options(source), now, seen)
                          : Result<CleanFeed>(std::unexpected(std::move(bytes.error())));
        if (!feed) {
            if (!first_error) first_error = Error{feed.error().code, path + ": " + feed.error().message};
        } else if (reading.feed) {
            join(*reading.feed, std::move(*feed));
        } else {
            reading.feed = std::move(*feed);
        }
    }
    if (!reading.feed) return std::unexpected(*first_error);
    if (first_error) reading.complaint = std::move(first_error->message);
    return reading;
}

News find_news(CleanItems items, SourceId source, StoreReader& reader, Time now) {
    std::vector<Ident> idents;
    for (const auto& item : items) idents.push_back(item.ident);
    std::map<Ident, KnownArticle> known;
    for (const auto& article : reader.known(idents)) known.emplace(article.ident, article);
    News news;
    for (auto& item : items) {
        const auto found = known.find(item.ident);
        const bool is_known = found != known.end();
        const bool is_own = is_known && found->second.owner == source;
        if (is_own && found->second.content_hash == item.content_hash) {
            ++news.unchanged;
            continue;
        }
        if (!is_known || is_own) ++news.fresh;
        news.seen.push_back(is_known ? found->second.first_seen : now);
        news.items.push_back({.item = std::move(item)});
    }
    return news;
}

void match(News& news, const PollSource& source, const PollRules& rules) {
    for (std::size_t i = 0; i < news.items.size(); ++i) {
        auto& item = news.items[i];
        item.tags = memberships(match_item(item.item.entry, source.name, source.labels, news.seen[i]), rules);
    }
}

} // namespace arna

#include "daemon/publish/index_reading.hpp"

#include "daemon/publish/channels.hpp"
#include "daemon/publish/digests.hpp"
#include "daemon/publish/render/attribution.hpp"
#include "feeds/write/shown.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

/// Tags that get a card: what more there are would make the page dear to read from the store, and long.
constexpr std::size_t most_cards = 200;
constexpr std::size_t headlines = 4;

using States = std::unordered_map<std::int64_t, TagState>;

States states_of(StoreReader& reader) {
    States states;
    for (const TagRecord& record : reader.tags()) states.emplace(static_cast<std::int64_t>(record.id), record.state);
    return states;
}

/// Where the last days begin, and where the last of them ends, which is the day of `last`.
std::array<Time, index_days + 1> bounds_of_days(Time last, const TimeZone& zone) {
    const auto today = std::chrono::sys_days(zone.at(last).date);
    std::array<Time, index_days + 1> bounds{};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const auto day = today - std::chrono::days(index_days - 1) + std::chrono::days(i);
        bounds[i] = zone.start_of(std::chrono::year_month_day(day));
    }
    return bounds;
}

Headline headline_of(const Catalogue& catalogue, const PublishedTag& tag, Article& article) {
    publish_attribution(catalogue, article, &tag);
    return {.title = shown_title(article),
            .link = std::string(shown_link(article.entry.link)),
            .language = article.entry.lang,
            .source = std::string(shown_source_title(article.source)),
            .published = article.published};
}

std::vector<Headline> newest_of(const Catalogue& catalogue, const PublishedTag& tag, StoreReader& reader) {
    std::vector<Headline> newest;
    static_cast<void>(reader.live(tag.id, headlines, [&](Article& article) {
        newest.push_back(headline_of(catalogue, tag, article));
        return newest.size() < headlines;
    }));
    return newest;
}

} // namespace

std::vector<Channel> tag_channels(const Catalogue& catalogue, StoreReader& reader) {
    auto states = states_of(reader);
    std::map<std::pair<TagId, DigestKind>, DigestState> digests;
    for (const DigestState& state : reader.digest_states()) digests.emplace(std::pair(state.tag, state.kind), state);
    std::vector<Channel> channels;
    for (const PublishedTag& tag : catalogue.options().tags) {
        if (!tag.is_listed()) continue;
        channels.push_back(tag_channel(catalogue.options(), tag, states[static_cast<std::int64_t>(tag.id)]));
        for (const DigestKind kind : tag.digests)
            if (const auto digest = digests.find({tag.id, kind}); digest != digests.end())
                channels.push_back(digest_channel(catalogue.options(), tag, digest->second));
    }
    return channels;
}

std::vector<Channel> source_channels(const Catalogue& catalogue, StoreReader& reader) {
    const auto& options = catalogue.options();
    const auto is_listed = [](const PublishedSource& source) { return source.is_published && !source.is_gone; };
    const bool has_titles = std::ranges::all_of(
        options.sources, [&](const PublishedSource& source) { return !is_listed(source) || !source.title.empty(); });
    std::unordered_map<std::int64_t, std::string> told;
    if (!has_titles)
        for (SourceRecord& record : reader.sources())
            told.emplace(static_cast<std::int64_t>(record.id), std::move(record.facts.title));
    std::vector<Channel> channels;
    for (const PublishedSource& source : options.sources)
        if (is_listed(source))
            channels.push_back(source_channel(options, source, told[static_cast<std::int64_t>(source.id)]));
    return channels;
}

Index read_index(const Catalogue& catalogue, StoreReader& reader) {
    const PublishOptions& options = catalogue.options();
    Index index{.title = site_title(options),
                .page = options.base_url + "/",
                .opml = options.base_url + "/feeds.opml",
                .updated = {},
                .tags = {},
                .sources = source_channels(catalogue, reader)};
    auto states = states_of(reader);
    std::vector<const PublishedTag*> tags;
    for (const PublishedTag& tag : options.tags) {
        if (!tag.is_listed() || tag.is_edition()) continue; // editions are named with their tag
        tags.push_back(&tag);
        index.updated = std::max(index.updated, states[static_cast<std::int64_t>(tag.id)].changed);
    }
    const auto bounds = bounds_of_days(index.updated, options.time_zone);
    for (const PublishedTag* const tag : tags) {
        auto& indexed = index.tags.emplace_back(
            IndexedTag{.channel = tag_channel(options, *tag, states[static_cast<std::int64_t>(tag->id)]),
                       .articles = reader.member_count(tag->id)});
        indexed.channel.branches = branches_of(catalogue, tag->id);
        indexed.is_row = index.tags.size() > most_cards;
        if (indexed.is_row) continue;
        indexed.newest = newest_of(catalogue, *tag, reader);
        indexed.days = reader.members_by_time(tag->id, bounds);
    }
    return index;
}

} // namespace arna

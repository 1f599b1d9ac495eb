#include "daemon/store/sqlite/ingest/feed_versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace arna {

std::int64_t FeedVersions::raise(TagId tag, Effect effect) {
    auto& counters = note(tag);
    if (!std::exchange(counters.is_raised, true)) ++counters.version;
    if (effect == Effect::news) counters.changed = std::max(counters.changed, now_); // the clock may have gone back
    return counters.version;
}

void FeedVersions::raise(SourceId source, Effect effect) {
    const auto [found, _] = sources_.emplace(source, effect);
    if (effect == Effect::news) found->second = effect;
    unreported_sources_.insert(source);
}

void FeedVersions::raise_sources_of(ArticleId article, Effect effect) {
    for (auto rows = db_.query(
             "SELECT owner FROM article WHERE id = ?1 UNION ALL SELECT source FROM appearance WHERE article = ?1",
             article);
         rows.next();)
        raise(rows.id<SourceId>(0), effect);
}

std::int64_t FeedVersions::give_position(TagId tag) { return ++tags_.at(tag).position; }

void FeedVersions::count_members(TagId tag, int more) {
    auto& counters = note(tag);
    counters.members += more;
    ++(more > 0 ? counters.joined : counters.left);
}

void FeedVersions::raise_floor(TagId tag, std::int64_t position, std::int64_t members) {
    auto& counters = of(tag);
    counters.floor = position;
    counters.members -= members;
}

void FeedVersions::report(IngestResult& result) {
    std::ranges::sort(unreported_tags_);
    for (const auto tag : unreported_tags_) {
        auto& counters = tags_.at(tag);
        counters.is_unreported = false;
        if (counters.is_raised) result.changed_tags.push_back(tag);
        const TagMoves moves{
            .tag = tag, .joined = std::exchange(counters.joined, 0), .left = std::exchange(counters.left, 0)};
        if (moves.joined + moves.left > 0) result.moves.push_back(moves);
    }
    unreported_tags_.clear();
    result.changed_sources.insert(result.changed_sources.end(), unreported_sources_.begin(), unreported_sources_.end());
    unreported_sources_.clear();
}

/// In the order of the table's pages.
void FeedVersions::save() {
    std::vector<TagId> touched;
    touched.reserve(tags_.size());
    for (const auto& [tag, _] : tags_) touched.push_back(tag);
    std::ranges::sort(touched);
    for (const auto tag : touched) {
        const auto& counters = tags_.at(tag);
        db_.run("UPDATE tag_state SET position = ?, version = ?, members = ?, changed = ?, floor = ? WHERE tag = ?",
                counters.position, counters.version, counters.members, counters.changed, counters.floor, tag);
    }
    for (const auto& [source, effect] : sources_)
        db_.run("UPDATE source SET version = version + 1, changed = max(changed, ?) WHERE id = ?",
                effect == Effect::news ? now_ : Time{}, source);
}

FeedVersions::Counters& FeedVersions::of(TagId tag) {
    auto found = tags_.find(tag);
    if (found == tags_.end()) found = tags_.emplace(tag, read(tag)).first;
    return found->second;
}

/// Of a tag that the next report names.
FeedVersions::Counters& FeedVersions::note(TagId tag) {
    auto& counters = of(tag);
    if (!std::exchange(counters.is_unreported, true)) unreported_tags_.push_back(tag);
    return counters;
}

FeedVersions::Counters FeedVersions::read(TagId tag) {
    auto rows = db_.query("SELECT position, version, members, changed, floor FROM tag_state WHERE tag = ?", tag);
    if (!rows.next()) throw std::invalid_argument(fmt::format("there is no tag {}", std::to_underlying(tag)));
    return {.position = rows.integer(0),
            .version = rows.integer(1),
            .members = rows.integer(2),
            .floor = rows.integer(4),
            .changed = rows.time(3)};
}

} // namespace arna

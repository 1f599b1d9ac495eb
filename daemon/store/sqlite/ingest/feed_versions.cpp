#include "daemon/store/sqlite/ingest/feed_versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace arna {

std::int64_t FeedVersions::raise(TagId tag, Effect effect) {
    auto& counters = of(tag);
    if (!std::exchange(counters.is_raised, true)) ++counters.version;
    if (effect == Effect::news) counters.changed = std::max(counters.changed, now_); // the clock may have gone back
    unreported_tags_.insert(tag);
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
    of(tag).members += more;
    auto& moves = unreported_moves_.try_emplace(tag, TagMoves{.tag = tag}).first->second;
    ++(more > 0 ? moves.joined : moves.left);
}

void FeedVersions::raise_floor(TagId tag, std::int64_t position, std::int64_t members) {
    auto& counters = of(tag);
    counters.floor = position;
    counters.members -= members;
}

void FeedVersions::report(IngestResult& result) {
    result.changed_tags.insert(result.changed_tags.end(), unreported_tags_.begin(), unreported_tags_.end());
    result.changed_sources.insert(result.changed_sources.end(), unreported_sources_.begin(), unreported_sources_.end());
    for (const auto& [tag, moves] : unreported_moves_) result.moves.push_back(moves);
    unreported_tags_.clear();
    unreported_sources_.clear();
    unreported_moves_.clear();
}

void FeedVersions::save() {
    for (const auto& [tag, counters] : tags_)
        db_.run("UPDATE tag_state SET position = ?, version = ?, members = ?, changed = ?, floor = ? WHERE tag = ?",
                counters.position, counters.version, counters.members, counters.changed, counters.floor, tag);
    for (const auto& [source, effect] : sources_)
        db_.run("UPDATE source SET version = version + 1, changed = max(changed, ?) WHERE id = ?",
                effect == Effect::news ? now_ : Time{}, source);
}

FeedVersions::Counters& FeedVersions::of(TagId tag) {
    auto found = tags_.find(tag);
    if (found == tags_.end()) found = tags_.emplace(tag, read(tag)).first;
    return found->second;
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

#include "daemon/store/noun/article_store.hpp"

#include "daemon/store/tag_moves.hpp"

#include <algorithm>

namespace arna {
namespace {

template <class Id>
void merge_into(std::vector<Id>& all, const std::vector<Id>& more) {
    for (const auto id : more)
        if (std::ranges::find(all, id) == all.end()) all.push_back(id);
}

} // namespace

IngestResult ArticleStore::ingest(std::span<const PollRecord> polls, Time now) {
    IngestResult all;
    for (const auto& one : ingest_each(polls, now)) {
        all.added += one.added;
        all.revised += one.revised;
        all.appeared += one.appeared;
        all.withdrawn += one.withdrawn;
        all.held += one.held;
        all.awaiting += one.awaiting;
        all.buried += one.buried;
        all.has_gap = all.has_gap || one.has_gap;
        all.gap_interval = std::max(all.gap_interval, one.gap_interval);
        merge_into(all.changed_tags, one.changed_tags);
        merge_into(all.changed_sources, one.changed_sources);
        add_moves(all.moves, one.moves);
    }
    return all;
}

} // namespace arna

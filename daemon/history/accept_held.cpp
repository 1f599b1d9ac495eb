#include "daemon/history/accept_held.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/store.hpp"
#include "feeds/rules/item/match_item.hpp"

namespace arna {

HistoryStep AcceptHeld::next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const {
    HistorySlice slice{.up_to = after, .tags = setup_.rule_tags, .accepts = true, .zone = setup_.zone};
    for (const auto& editions : setup_.editions)
        for (const auto& edition : editions) slice.tags.push_back(edition.tag);
    const auto held = reader.held(setup_.source, after, limits.articles);
    slice.is_last = held.empty();
    for (const auto& stored : held) {
        MatchedArticle matched{.id = stored.id, .content_hash = stored.content_hash, .tags = {}};
        const auto item = match_item(stored.article.entry, setup_.name, setup_.labels, stored.article.first_seen);
        matched.tags = memberships_of(item, *setup_.rules, setup_.rule_tags, setup_.editions);
        slice.matched.push_back(std::move(matched));
        slice.up_to = stored.id;
    }
    const auto articles = slice.matched.size();
    return {.slice = std::move(slice), .totals = {.articles = articles}};
}

void AcceptHeld::log_end(const HistoryTotals& totals) const {
    log(events::held_accepted, {{"source", setup_.name}, {"articles", totals.changed}});
}

} // namespace arna

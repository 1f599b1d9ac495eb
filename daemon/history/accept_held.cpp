#include "daemon/history/accept_held.hpp"

#include "daemon/store/store.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/reason.hpp"

#include <spdlog/spdlog.h>

namespace arna {

HistoryStep AcceptHeld::next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const {
    HistorySlice slice{.up_to = after, .tags = setup_.rule_tags, .accepts = true};
    const auto held = reader.held(setup_.source, after, limits.articles);
    slice.is_last = held.empty();
    for (const auto& stored : held) {
        MatchedArticle matched{.id = stored.id, .content_hash = stored.content_hash, .tags = {}};
        const auto item =
            match_item(stored.article.entry, setup_.name, setup_.labels, stored.article.first_seen);
        for (const auto& match : setup_.rules->match(item))
            matched.tags.push_back({.tag = setup_.rule_tags.at(match.rule), .reason = encode_reason(match.because)});
        slice.matched.push_back(std::move(matched));
        slice.up_to = stored.id;
    }
    const auto articles = slice.matched.size();
    return {.slice = std::move(slice), .totals = {.articles = articles}};
}

void AcceptHeld::log_end(const HistoryTotals& totals) const {
    spdlog::info("accepted source={} articles={}", setup_.name, totals.changed);
}

} // namespace arna

#include "daemon/history/match_again.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/store.hpp"
#include "feeds/model/evidence.hpp"
#include "feeds/rules/item/match_item.hpp"

#include <algorithm>
#include <utility>

namespace arna {

MatchAgain::MatchAgain(Setup setup) : setup_(std::move(setup)) {
    for (const auto& tag : setup_.tags) {
        if (tag.match_run == 0) continue;
        behind_.push_back(tag.id);
        run_ = tag.match_run;
    }
}

HistoryStep MatchAgain::next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const {
    const auto until = std::chrono::steady_clock::now() + limits.time;
    HistorySlice slice{.up_to = after, .tags = behind_, .zone = setup_.zone};
    const auto stored = reader.history(after, limits.articles, limits.bytes);
    slice.is_last = stored.empty();
    std::size_t changes = 0;
    for (const auto& article : stored) {
        auto matched = match(article);
        changes += matched.tags.size();
        slice.matched.push_back(std::move(matched));
        slice.up_to = article.id;
        if (changes >= limits.changes || std::chrono::steady_clock::now() >= until) break;
    }
    const auto articles = slice.matched.size();
    return {.slice = std::move(slice), .totals = {.articles = articles}};
}

/// An article is in a tag as soon as one of the sources that have it brings it in.
MatchedArticle MatchAgain::match(const StoredArticle& stored) const {
    MatchedArticle matched{.id = stored.id, .content_hash = stored.content_hash, .tags = {}};
    const auto match_as = [&](const std::string& source) {
        const auto labels = setup_.labels.find(source);
        const auto item = match_item(stored.article.entry, source,
                                     labels == setup_.labels.end() ? std::vector<std::string>() : labels->second,
                                     stored.article.first_seen);
        for (auto& membership : memberships_of(item, *setup_.rules, setup_.rule_tags, setup_.editions))
            if (std::ranges::find(behind_, membership.tag) != behind_.end() &&
                std::ranges::find(matched.tags, membership.tag, &Membership::tag) == matched.tags.end())
                matched.tags.push_back(std::move(membership));
    };
    match_as(stored.source);
    for (const auto& other : stored.article.also_in) match_as(other.name);
    return matched;
}

void MatchAgain::log_end(const HistoryTotals& totals) const {
    for (const auto& tag : setup_.tags) {
        if (tag.match_run == 0) continue;
        const auto moves = std::ranges::find(totals.moves, tag.id, &TagMoves::tag);
        const bool has_moved = moves != totals.moves.end();
        const bool is_edition = tag.edition_of != TagId{}; // its name is the store's alone
        if (is_edition && !has_moved) continue;
        log(events::rule_applied, {{"tag", is_edition ? tag.slug : tag.name},
                                   {"added", has_moved ? moves->joined : 0},
                                   {"removed", has_moved ? moves->left : 0}});
    }
    log(events::history_matched, {{"tags", behind_.size()}, {"articles", totals.articles}});
}

} // namespace arna

#include "daemon/store/ingest/renumbered_items.hpp"

#include "feeds/text/url/url.hpp"

namespace arna {
namespace {

/// How many articles of one content under different links are compared: a content hash holds the link, so more are
/// forged.
constexpr std::size_t most_of_one_content = 8;

} // namespace

std::optional<ArticleIndex> RenumberedItems::find(SourceId source, const CleanItem& item,
                                                  std::pair<std::size_t, std::size_t> number) {
    const auto same = same_at_link(source, item, number);
    return same ? same : vanished(item, number.first);
}

void RenumberedItems::note_told(SourceId source, const CleanItem& item, ArticleIndex index) {
    if (item.entry.link.empty()) return;
    auto& told = told_[{source, item.content_hash}];
    if (told.size() < most_of_one_content) told.emplace_back(index, &item.entry.link);
}

/// What this source told word for word, with the same link, is not told again.
std::optional<ArticleIndex> RenumberedItems::same_at_link(SourceId source, const CleanItem& item,
                                                          std::pair<std::size_t, std::size_t> number) const {
    if (item.entry.link.empty()) return std::nullopt;
    // An earlier poll of the batch may have changed it.
    const auto is_same = [&](ArticleIndex index) {
        const auto& article = known_.articles[std::to_underlying(index)];
        return article.owner == source &&
               (article.content_hash == item.content_hash || article.told_hash == item.content_hash);
    };
    if (const auto told = told_.find({source, item.content_hash}); told != told_.end())
        for (const auto& [index, link] : told->second)
            if (is_same(index) && canonical_url(*link) == canonical_url(item.entry.link)) return index;
    const auto found = known_.same_at_link.find(number);
    if (found == known_.same_at_link.end() || !is_same(found->second)) return std::nullopt;
    return found->second;
}

/// The same among the articles of the last document that are not in this one.
std::optional<ArticleIndex> RenumberedItems::vanished(const CleanItem& item, std::size_t poll) {
    const auto of_poll = known_.vanished.find(poll);
    if (of_poll == known_.vanished.end()) return std::nullopt;
    auto& [linked, unlinked, are_ids_stable] = of_poll->second;
    if (!item.entry.link.empty()) {
        const auto found = linked.find({item.content_hash, canonical_url(item.entry.link)});
        return found == linked.end() ? std::nullopt : std::optional(found->second);
    }
    const auto found = unlinked.find({item.content_hash, item.entry.published});
    if (are_ids_stable || found == unlinked.end()) return std::nullopt;
    const auto index = found->second;
    unlinked.erase(found);
    return index;
}

} // namespace arna

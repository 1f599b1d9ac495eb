#include "daemon/history/search_slice.hpp"

#include "daemon/store/store.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/search/item_tokens.hpp"

#include <utility>
#include <vector>

namespace arna {

FilledSlice fill_search_slice(StoreReader& reader, SearchIndex& index) {
    constexpr std::size_t most_articles = 200;
    constexpr std::size_t most_bytes = 4u << 20;
    auto next = reader.unindexed(most_articles, most_bytes);
    FilledSlice slice{.indexed = {.progress = next.progress, .changed = std::move(next.changed)},
                      .is_last = next.is_last};
    if (next.progress.making != index.making()) throw StoreFailure("the index for search is not that of the store");
    slice.is_empty = next.articles.empty() && slice.indexed.changed.empty();
    if (slice.is_empty) return slice;
    std::vector<SearchIndex::Document> documents;
    documents.reserve(next.articles.size());
    for (const auto& stored : next.articles) {
        const auto item = match_item(stored.article.entry, stored.source, {}, stored.article.first_seen);
        documents.push_back({.article = stored.id, .tokens = item_tokens(item)});
    }
    auto& progress = slice.indexed.progress;
    index.add(documents, ++progress.slice);
    progress.done = next.up_to;
    return slice;
}

} // namespace arna

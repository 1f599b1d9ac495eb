#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/records.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arna {

/// Knows the articles again that a source tells under another ident: some feeds give an item a new id in every answer.
/// Pure; what was noted must outlive it.
class RenumberedItems {
public:
    explicit RenumberedItems(IngestKnowledge& known) : known_(known) {}

    /// The article that an item of an unknown ident is, `number` by poll and item. An article without a link is claimed
    /// once, for two items may agree in everything and be two.
    std::optional<ArticleIndex> find(SourceId source, const CleanItem& item,
                                     std::pair<std::size_t, std::size_t> number);

    /// The batch itself told an article so.
    void note_told(SourceId source, const CleanItem& item, ArticleIndex index);

private:
    std::optional<ArticleIndex> same_at_link(SourceId source, const CleanItem& item,
                                             std::pair<std::size_t, std::size_t> number) const;
    std::optional<ArticleIndex> vanished(const CleanItem& item, std::size_t poll);

    IngestKnowledge& known_;
    /// By owner and content, in this batch: articles, and the link that they were told with.
    std::map<std::pair<SourceId, std::uint64_t>, std::vector<std::pair<ArticleIndex, const std::string*>>> told_;
};

} // namespace arna

#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/records.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {

/// Decides which story each new article of a batch tells. Pure; works on IngestKnowledge::stories.
class StoryPlanner {
public:
    StoryPlanner(IngestKnowledge& known, Time now) : known_(known), now_(now) {}

    /// The story that a new article joins, `number` by poll and item; nothing if it joins none. Then it begins one that
    /// others of the batch may tell again (IngestArticle::story).
    std::optional<StoryIndex> find_or_begin(IngestArticle& article, ArticleIndex index, const IngestItem& given,
                                            std::pair<std::size_t, std::size_t> number);

private:
    std::optional<StoryIndex> find(SourceId source, const StorySketch& sketch,
                                   std::pair<std::size_t, std::size_t> number);
    StoryIndex begin(SourceId source, const std::shared_ptr<const StorySketch>& sketch, ArticleIndex article);
    [[nodiscard]] KnownStory& at(StoryIndex index) { return known_.stories[std::to_underlying(index)]; }

    IngestKnowledge& known_;
    Time now_;
    std::unordered_map<std::uint32_t, std::vector<StoryIndex>> begun_; ///< in this batch, by key
};

} // namespace arna

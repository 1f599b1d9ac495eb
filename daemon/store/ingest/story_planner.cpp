#include "daemon/store/ingest/story_planner.hpp"

#include "feeds/identity/similarity.hpp"

#include <chrono>
#include <set>

namespace arna {
namespace {

/// How long after its first article a story takes others.
constexpr auto story_window = std::chrono::hours(72);

/// How many articles of the batch that begin alike are compared with the next one.
constexpr std::size_t most_of_one_key = 64;

} // namespace

std::optional<StoryIndex> StoryPlanner::find_or_begin(IngestArticle& article, ArticleIndex index,
                                                      const IngestItem& given,
                                                      std::pair<std::size_t, std::size_t> number) {
    if (!given.sketch) return std::nullopt;
    const auto source = article.owner;
    const auto joined = find(source, *given.sketch, number);
    article.story = joined ? *joined : begin(source, given.sketch, index);
    return joined;
}

/// The oldest story that a new article tells, of those that its source has not told yet.
std::optional<StoryIndex> StoryPlanner::find(SourceId source, const StorySketch& sketch,
                                             std::pair<std::size_t, std::size_t> number) {
    std::set<StoryIndex> like;
    if (const auto found = known_.like.find(number); found != known_.like.end())
        like.insert(found->second.begin(), found->second.end());
    for (const auto key : story_keys(sketch))
        if (const auto told = begun_.find(key); told != begun_.end())
            like.insert(told->second.begin(), told->second.end());
    std::optional<StoryIndex> oldest;
    for (const auto index : like) {
        const auto& story = at(index);
        const bool is_open = now_ - story.first_seen <= story_window && !story.sources.contains(source);
        if (!is_open || !story.sketch || (oldest && at(*oldest).first_seen <= story.first_seen)) continue;
        if (compare_stories(*story.sketch, sketch).story) oldest = index;
    }
    if (oldest) at(*oldest).sources.insert(source);
    return oldest;
}

StoryIndex StoryPlanner::begin(SourceId source, const std::shared_ptr<const StorySketch>& sketch,
                               ArticleIndex article) {
    const auto index = static_cast<StoryIndex>(known_.stories.size());
    for (const auto key : story_keys(*sketch)) {
        auto& begun = begun_[key];
        if (begun.size() < most_of_one_key) begun.push_back(index);
    }
    known_.stories.push_back({.added = article, .first_seen = now_, .sources = {source}, .sketch = sketch});
    return index;
}

} // namespace arna

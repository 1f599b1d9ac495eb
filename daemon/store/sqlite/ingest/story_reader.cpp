#include "daemon/store/sqlite/ingest/story_reader.hpp"

#include "daemon/store/sqlite/rows/articles/story_rows.hpp"
#include "feeds/identity/story_sketch.hpp"

#include <memory>

namespace arna {

StoryIndex StoryReader::story_of(std::int64_t id) {
    const auto [found, is_new] = story_by_id_.try_emplace(id, static_cast<StoryIndex>(known_.stories.size()));
    if (is_new) known_.stories.push_back({.id = id});
    return found->second;
}

void StoryReader::read_like(const StorySketch& sketch, std::pair<std::size_t, std::size_t> number) {
    const auto keys = story_keys(sketch);
    for (const auto article : articles_like(db_, keys))
        if (const auto index = story_from(article)) known_.like[number].push_back(*index);
}

void StoryReader::read_leads() {
    for (auto& story : known_.stories)
        for (auto rows = db_.query("SELECT m.tag FROM article a JOIN membership m ON m.article = a.id "
                                   "WHERE (a.id = ?1 OR (?2 <> 0 AND a.story = ?2)) AND m.has_left = 0",
                                   story.first, story.id);
             rows.next();)
            story.led_in.insert(rows.id<TagId>(0));
}

/// The story that an article begins or may begin.
std::optional<StoryIndex> StoryReader::story_from(ArticleId first) {
    if (const auto known = story_by_first_.find(first); known != story_by_first_.end()) return known->second;
    KnownStory story{.first = first};
    Entry entry;
    {
        auto rows = db_.query("SELECT a.story, ifnull(s.first_seen, a.first_seen), a.owner, a.entry, b.data "
                              "FROM article a LEFT JOIN story s ON s.id = a.story LEFT JOIN body b ON b.article = a.id "
                              "WHERE a.id = ?",
                              first);
        if (!rows.next()) return std::nullopt;
        story.id = rows.integer(0);
        story.first_seen = rows.time(1);
        story.sources.insert(rows.id<SourceId>(2));
        entry = decode_entry(rows.bytes(3));
        codec_.decode(rows.bytes(4), entry);
    }
    story.sketch = std::make_shared<const StorySketch>(sketch_story(entry));
    if (story.id != 0)
        for (auto rows = db_.query("SELECT owner FROM article WHERE story = ?", story.id); rows.next();)
            story.sources.insert(rows.id<SourceId>(0));
    auto index = static_cast<StoryIndex>(known_.stories.size());
    if (story.id != 0) index = story_of(story.id);
    if (std::to_underlying(index) == known_.stories.size())
        known_.stories.push_back(std::move(story));
    else
        known_.stories[std::to_underlying(index)] = std::move(story);
    story_by_first_.emplace(first, index);
    return index;
}

} // namespace arna

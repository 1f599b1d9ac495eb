#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

namespace arna {

/// Reads the stories of a batch into IngestKnowledge: those that articles are in, and those that new ones may tell.
class StoryReader {
public:
    StoryReader(sqlite::Connection& db, BodyCodec& codec, IngestKnowledge& known)
        : db_(db), codec_(codec), known_(known) {}

    /// A story that an article is in, as far as its joining a tag goes.
    StoryIndex story_of(std::int64_t id);

    /// The stories that an item may tell, by number of poll and item: IngestKnowledge::like.
    void read_like(const StorySketch& sketch, std::pair<std::size_t, std::size_t> number);

    /// KnownStory::led_in, of all: to be called once, when all else is read.
    void read_leads();

private:
    std::optional<StoryIndex> story_from(ArticleId first);

    sqlite::Connection& db_;
    BodyCodec& codec_;
    IngestKnowledge& known_;
    std::unordered_map<std::int64_t, StoryIndex> story_by_id_;
    std::unordered_map<ArticleId, StoryIndex> story_by_first_;
};

} // namespace arna

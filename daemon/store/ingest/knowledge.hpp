#pragma once
#include "daemon/store/ingest/burst.hpp"
#include "daemon/store/ingest/places.hpp"
#include "daemon/store/records.hpp"
#include "feeds/model/ident_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// What ingest decides by: all that the store knows of what a batch of polls tells, read in one step before anything is
/// decided (plan.hpp).
namespace arna {

/// The number of an article in IngestKnowledge::articles.
enum class ArticleIndex : std::size_t {};

/// The number of a story in IngestKnowledge::stories.
enum class StoryIndex : std::size_t {};

/// A story, or an article that a story may begin with.
struct KnownStory {
    std::int64_t id = 0;                       ///< 0: there is none yet
    ArticleId first{};                         ///< its first article
    std::optional<ArticleIndex> added;         ///< the same, where this batch adds it
    Time first_seen{};                         ///< of that article
    std::set<SourceId> sources;                ///< that have told it: each tells it once
    std::set<TagId> led_in;                    ///< tags with an entry of it; read where a poll of the batch has a limit
    std::shared_ptr<const StorySketch> sketch; ///< of that article; null where nothing is compared with it
};

/// An article that the store has, or that the batch adds.
struct IngestArticle {
    ArticleId id{}; ///< 0: added by this batch
    Ident ident{};
    SourceId owner{};
    std::uint64_t content_hash = 0, exact_hash = 0;
    Time published{}, updated{};
    bool is_withdrawn = false, is_held = false;
    bool awaits_page = false;               ///< that is why it is held
    std::optional<std::uint64_t> told_hash; ///< of what its owner said last, where its page was ever wanted
    std::vector<TagId> capped;              ///< tags that it joins never
    std::optional<StoryIndex> story;        ///< of an article that begins none yet too, where others may tell it
    std::string entry_id;
    std::vector<KnownPlace> places;
    std::vector<SourceId> appearances; ///< the sources other than the owner that have it
};

struct KnownSource {
    bool is_gone = false; ///< it left the configuration or was answered 410: others may take over what it owns
};

/// The source's own articles that stood in its last document and do not in this one.
struct Vanished {
    std::map<std::pair<std::uint64_t, std::string>, ArticleIndex> linked; ///< by content hash and canonical link
    /// Those without a link, by content hash and their own date; of equal ones in the document's order.
    std::multimap<std::pair<std::uint64_t, std::optional<Time>>, ArticleIndex> unlinked;
    /// One without a link stands in both: the source does not make new ids for every answer.
    bool are_ids_stable = false;
};

struct IngestKnowledge {
    std::vector<IngestArticle> articles;
    std::unordered_map<Ident, ArticleIndex, IdentHash> by_ident;

    /// By poll and item, where nobody knows the ident: the polling source's own article with the same link and content.
    std::map<std::pair<std::size_t, std::size_t>, ArticleIndex> same_at_link;
    /// By poll, where that may decide something.
    std::map<std::size_t, Vanished> vanished;

    /// Ids that no article publishes: an item's own, and the urn of its ident where it might need that.
    std::unordered_set<std::string> free_ids;
    /// By poll and item: its own id is of a site that the polling source is not of, and another configured source is.
    std::set<std::pair<std::size_t, std::size_t>> reserved_ids;

    std::map<SourceId, KnownSource> sources; ///< the owners of `articles`
    std::unordered_set<TagId> away_tags;     ///< tags among the places that are not configured
    std::unordered_set<TagId> drop_tags;     ///< tags that what was withdrawn leaves
    /// By poll, where it is judged: the idents of the last document, in order.
    std::map<std::size_t, std::vector<Ident>> last_documents;
    std::unordered_set<TagId> collapse_tags; ///< tags with one entry per story
    std::vector<KnownStory> stories;
    /// By poll and item, where nobody knows the ident: the stories that it may tell.
    std::map<std::pair<std::size_t, std::size_t>, std::vector<StoryIndex>> like;
    std::map<SourceId, std::int64_t> priorities; ///< of the polling sources
    /// By poll and item: what retention removed and is met again.
    std::set<std::pair<std::size_t, std::size_t>> buried;
    std::map<std::size_t, Burst> bursts;     ///< by poll, where there may be one
    std::map<std::size_t, Time> last_newest; ///< by poll that shares nothing with the last document: its newest date
    /// The polling sources that have a limit: how many of their articles may join one tag in a day.
    std::map<SourceId, std::int64_t> max_per_day;
    /// How many did: by source, tag and day, as far as the batch asks.
    std::map<std::tuple<SourceId, TagId, std::int64_t>, std::int64_t> joined;
    std::string secret; ///< of this database, for ids that nobody can foretell
};

} // namespace arna

#pragma once
#include "daemon/store/ingest/places.hpp"
#include "daemon/store/records.hpp"
#include "feeds/model/ident_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// What ingest decides by: all that the store knows of what a batch of polls tells, read in one step before anything is
/// decided (plan.hpp).
namespace arna {

/// An article that the store has, or that the batch adds.
struct IngestArticle {
    ArticleId id{}; ///< 0: added by this batch
    Ident ident{};
    SourceId owner{};
    std::uint64_t content_hash = 0;
    Time published{}, updated{};
    std::string entry_id;
    std::vector<KnownPlace> places;
    std::vector<SourceId> appearances; ///< the sources other than the owner that have it
};

/// The number of an article in IngestKnowledge::articles.
enum class ArticleIndex : std::size_t {};

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
    std::string secret;                      ///< of this database, for ids that nobody can foretell
};

} // namespace arna

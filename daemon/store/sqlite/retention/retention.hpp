#pragma once
#include "daemon/store/noun/history_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/feed_versions.hpp"
#include "feeds/model/ident_hash.hpp"

#include <map>
#include <unordered_set>
#include <utility>

namespace arna {

/// Who still needs an article. Within one snapshot.
class Needs {
public:
    explicit Needs(sqlite::Connection& db) : db_(db) {}

    /// Whether it stands in a source's last document, is a member of a tag whose archive still has it, or is among the
    /// newest of its source.
    [[nodiscard]] bool is_needed(ArticleId article);

private:
    [[nodiscard]] bool is_member(ArticleId article);
    [[nodiscard]] bool is_among_newest(ArticleId article, SourceId owner, Time published);
    [[nodiscard]] bool stands_in_document(SourceId source, const Ident& ident);

    sqlite::Connection& db_;
    std::map<SourceId, std::unordered_set<Ident, IdentHash>> documents_;
};

[[nodiscard]] Removable find_removable(sqlite::Connection& db, ArticleId after, std::size_t count,
                                       const RetentionPolicy& policy, Time now);
[[nodiscard]] std::vector<TagFloor> find_removable_pages(sqlite::Connection& db, const RetentionPolicy& policy,
                                                         Time now);

/// Removes an article with all that belongs to it, and leaves a tombstone. Places that it left stay.
void remove_article(sqlite::Connection& db, ArticleId article, Time now);

/// Removes the pages of an archive up to a position that ends one.
void raise_floor(sqlite::Connection& db, const TagFloor& floor, FeedVersions& versions);

/// Forgets tombstones that were not met for a year.
void forget_tombstones(sqlite::Connection& db, Time now);

} // namespace arna

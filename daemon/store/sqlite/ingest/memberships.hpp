#pragma once
#include "daemon/store/ingest/places.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/feed_versions.hpp"

#include <vector>

namespace arna {

/// Writes the places of articles in tags, within one write transaction.
class Memberships {
public:
    Memberships(sqlite::Connection& db, FeedVersions& versions, Time now) : db_(db), versions_(versions), now_(now) {}

    /// `published` is the article's.
    void apply(ArticleId article, Time published, const PlaceChange& change);

    /// The article changed: every tag that it is in and every source that has it show that.
    void show_change(ArticleId article, Effect effect);

private:
    void join(ArticleId article, Time published, const PlaceChange& change);
    void come_back(const PlaceChange& change, std::int64_t position);
    void leave(TagId tag, std::int64_t position);
    void show(const PlaceChange& change, std::int64_t position);
    [[nodiscard]] std::int64_t position_of(ArticleId article, TagId tag);

    sqlite::Connection& db_;
    FeedVersions& versions_;
    Time now_;
};

} // namespace arna

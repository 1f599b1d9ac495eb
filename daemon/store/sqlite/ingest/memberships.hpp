#pragma once
#include "daemon/store/ingest/places.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/feed_versions.hpp"
#include "daemon/store/sqlite/rows/digest_rows.hpp"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace arna {

/// Writes the places of articles in tags, within one write transaction. In a tag with one entry per story an article
/// whose story is told there already follows its lead; when a lead leaves, its first follower becomes the lead.
class Memberships {
public:
    Memberships(sqlite::Connection& db, FeedVersions& versions, Time now)
        : db_(db), versions_(versions), now_(now), digests_(db, now) {}

    /// `published` is the article's.
    void apply(ArticleId article, Time published, const PlaceChange& change);

    /// Whether an article that joins the tag now would have no entry there.
    [[nodiscard]] bool would_follow(ArticleId article, TagId tag) {
        return collapses(tag) && lead_of(article, tag) != 0;
    }

    /// The article changed: every tag that it is in and every source that has it show that.
    void show_change(ArticleId article, Effect effect);

private:
    /// A row of table follower.
    struct Following {
        std::int64_t lead = 0; ///< its position
        Time joined;
        std::string reason;
    };

    void join(ArticleId article, Time published, const PlaceChange& change);
    void come_back(ArticleId article, const PlaceChange& change, std::int64_t position);
    void leave(TagId tag, std::int64_t position);
    void show(const PlaceChange& change, std::int64_t position);
    [[nodiscard]] std::int64_t position_of(ArticleId article, TagId tag);

    bool follow(ArticleId article, const PlaceChange& change);
    bool apply_to_follower(ArticleId article, Time published, const PlaceChange& change);
    void lead_instead(TagId tag, std::int64_t position);
    void enter_again(const PlaceChange& change, std::int64_t position);
    void enter(ArticleId article, Time published, TagId tag, const std::string& reason);
    void show_lead(TagId tag, std::int64_t position);
    void forget_following(ArticleId article, TagId tag);
    [[nodiscard]] std::optional<Following> following_of(ArticleId article, TagId tag);
    [[nodiscard]] std::int64_t lead_of(ArticleId article, TagId tag);
    [[nodiscard]] bool collapses(TagId tag);

    sqlite::Connection& db_;
    FeedVersions& versions_;
    Time now_;
    DigestPlaces digests_;
    std::optional<std::unordered_set<TagId>> collapse_tags_;
};

} // namespace arna

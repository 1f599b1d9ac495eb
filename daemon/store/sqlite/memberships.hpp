#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/feed_versions.hpp"
#include "daemon/store/sqlite/sqlite.hpp"

#include <span>
#include <string>
#include <vector>

namespace arna {

/// The places of articles in tags, within one write transaction.
class Memberships {
public:
    Memberships(sqlite::Connection& db, FeedVersions& versions, Time now) : db_(db), versions_(versions), now_(now) {}

    /// A place in a tag, as stored.
    struct Place {
        TagId tag{};
        std::int64_t position = 0;
        bool has_left = false;
        std::string reason;
    };
    [[nodiscard]] std::vector<Place> places(ArticleId article);

    /// The article is in `wanted`: it takes a new place where it never had one, gets its old one back where it had left, and
    /// a changed reason is noted. `places` are those of the article.
    void join(ArticleId article, Time published, const std::vector<Place>& places, const Membership& wanted);
    void leave(const Place& place);

    /// All that the article is in: joins these and leaves the others, but for tags that are not configured, which nobody
    /// asks.
    void replace(ArticleId article, Time published, std::span<const Membership> wanted);

    /// The article changed: every tag that it is in and every source that has it show that.
    void show_change(ArticleId article, Effect effect);

private:
    void add(ArticleId article, Time published, const Membership& wanted);
    void mark(const Place& place, Effect effect);
    [[nodiscard]] bool is_configured(TagId tag);

    sqlite::Connection& db_;
    FeedVersions& versions_;
    Time now_;
};

} // namespace arna

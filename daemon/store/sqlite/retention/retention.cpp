#include "daemon/store/sqlite/retention/retention.hpp"

#include "daemon/store/sqlite/rows/articles/address_rows.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/rows/articles/live_positions.hpp"
#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"
#include "daemon/store/sqlite/rows/articles/story_rows.hpp"
#include "daemon/store/sqlite/rows/sources/page_rows.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace arna {
namespace {

/// So many of a source's newest articles are always needed: its own feed has them.
constexpr int newest_of_source = 50;
constexpr auto tombstone_lifetime = std::chrono::days(365);

/// What decides about one article.
struct Candidate {
    ArticleId id{};
    SourceId owner{};
    Time first_seen, published;
};

using Cutoff = std::pair<Time, ArticleId>; ///< by date of publication, then id

class Finder {
public:
    Finder(sqlite::Connection& db, const RetentionPolicy& policy, Time now)
        : db_(db), policy_(policy), now_(now), needs_(db) {}

    [[nodiscard]] bool may_go(const Candidate& article) {
        const auto found = policy_.sources.find(article.owner);
        const auto& rule = found == policy_.sources.end() ? policy_.others : found->second;
        const bool is_expired = rule.keep && now_ - article.first_seen > *rule.keep;
        if (!is_expired && rule.keep_items == 0) return false;
        if (!is_expired) {
            const auto cutoff = cutoff_of(article.owner, rule.keep_items);
            if (!cutoff || Cutoff{article.published, article.id} >= *cutoff) return false;
        }
        return !needs_.is_needed(article.id);
    }

private:
    /// The oldest of the newest articles of a source that nobody needs and that may stay; nothing if there are fewer.
    std::optional<Cutoff> cutoff_of(SourceId source, std::int64_t keep_items) {
        const auto [found, is_new] = cutoffs_.try_emplace(source);
        if (!is_new) return found->second;
        std::vector<Cutoff> newest;
        for (auto rows = db_.query("SELECT published, id FROM article WHERE owner = ? ORDER BY published DESC, id DESC",
                                   source);
             rows.next();)
            newest.emplace_back(rows.time(0), rows.id<ArticleId>(1));
        for (const auto& [published, id] : newest) {
            if (needs_.is_needed(id) || --keep_items > 0) continue;
            return found->second = Cutoff{published, id};
        }
        return std::nullopt;
    }

    sqlite::Connection& db_;
    const RetentionPolicy& policy_;
    Time now_;
    Needs needs_;
    std::map<SourceId, std::optional<Cutoff>> cutoffs_;
};

/// When the last position of a page was joined: an article that has left by a removal tells nothing any more.
Time last_joined(sqlite::Connection& db, TagId tag, std::int64_t first, std::int64_t last) {
    auto rows = db.query("SELECT max(ifnull(m.joined, ifnull(a.first_seen, m.published))) FROM membership m "
                         "LEFT JOIN article a ON a.id = m.article WHERE m.tag = ? AND m.position BETWEEN ? AND ?",
                         tag, first, last);
    return rows.next() ? rows.time(0) : Time{};
}

/// The addresses under which an article was ever told.
std::set<std::uint64_t> all_addresses(sqlite::Connection& db, ArticleId article, const AddressHasher& hash) {
    std::set<std::uint64_t> found;
    const auto add = [&](const Entry& entry) {
        const EntryAddresses addresses(hash, entry);
        found.insert({addresses.id, addresses.link});
    };
    {
        auto rows = db.query("SELECT entry_id, entry FROM article WHERE id = ?", article);
        if (rows.next()) {
            found.insert(published_hash(hash(rows.view(0))));
            add(decode_entry(rows.bytes(1)));
        }
    }
    for (auto rows = db.query("SELECT entry FROM old_body WHERE article = ?", article); rows.next();)
        add(decode_entry(rows.bytes(0)));
    return found;
}

void bury(sqlite::Connection& db, ArticleId article, const AddressHasher& hash, Time now) {
    Ident ident;
    std::uint64_t content_hash = 0, link = 0;
    {
        auto rows = db.query("SELECT ident, content_hash, entry FROM article WHERE id = ?", article);
        if (!rows.next()) return;
        ident = rows.ident(0);
        content_hash = rows.hash(1);
        link = EntryAddresses(hash, decode_entry(rows.bytes(2))).link;
    }
    db.run("INSERT OR REPLACE INTO tombstone (ident, link, content_hash, met) VALUES (?, ?, ?, ?)", ident, link,
           content_hash, now);
}

} // namespace

bool Needs::is_needed(ArticleId article) {
    std::vector<SourceId> sources;
    Ident ident;
    Time published;
    {
        auto rows = db_.query("SELECT owner, ident, published FROM article WHERE id = ?", article);
        if (!rows.next()) return false;
        sources.push_back(rows.id<SourceId>(0));
        ident = rows.ident(1);
        published = rows.time(2);
    }
    if (is_member(article) || is_among_newest(article, sources.front(), published)) return true;
    for (auto rows = db_.query("SELECT source FROM appearance WHERE article = ?", article); rows.next();)
        sources.push_back(rows.id<SourceId>(0));
    return std::ranges::any_of(sources, [&](SourceId source) { return stands_in_document(source, ident); });
}

bool Needs::is_member(ArticleId article) {
    return db_
        .query("SELECT 1 FROM membership m JOIN tag_state s ON s.tag = m.tag JOIN article a ON a.id = m.article "
               "WHERE m.article = ?1 AND m.position > s.floor AND (m.has_left = 0 OR a.withdrawn IS NOT NULL) "
               "UNION ALL SELECT 1 FROM follower f JOIN tag_state s ON s.tag = f.tag "
               "WHERE f.article = ?1 AND f.position > s.floor LIMIT 1",
               article)
        .next();
}

bool Needs::is_among_newest(ArticleId article, SourceId owner, Time published) {
    auto rows = db_.query("SELECT count(*) FROM (SELECT 1 FROM article WHERE owner = ?1 AND "
                          "(published > ?2 OR (published = ?2 AND id > ?3)) LIMIT ?4)",
                          owner, published, article, newest_of_source);
    return rows.next() && rows.integer(0) < newest_of_source;
}

bool Needs::stands_in_document(SourceId source, const Ident& ident) {
    const auto [found, is_new] = documents_.try_emplace(source);
    if (is_new)
        for (const auto& item : read_seen_items(db_, source)) found->second.insert(item.ident);
    return found->second.contains(ident);
}

Removable find_removable(sqlite::Connection& db, ArticleId after, std::size_t count, const RetentionPolicy& policy,
                         Time now) {
    std::vector<Candidate> candidates;
    for (auto rows = db.query("SELECT id, owner, first_seen, published FROM article WHERE id > ? ORDER BY id LIMIT ?",
                              after, count);
         rows.next();)
        candidates.push_back({.id = rows.id<ArticleId>(0),
                              .owner = rows.id<SourceId>(1),
                              .first_seen = rows.time(2),
                              .published = rows.time(3)});
    // The newest one stays, so that no id is given again.
    const auto newest = static_cast<ArticleId>(db.integer("SELECT max(id) FROM article"));
    Finder finder(db, policy, now);
    Removable found{.up_to = after, .is_last = candidates.empty()};
    for (const auto& candidate : candidates) {
        if (candidate.id != newest && finder.may_go(candidate)) found.articles.push_back(candidate.id);
        found.up_to = candidate.id;
    }
    return found;
}

std::vector<TagFloor> find_removable_pages(sqlite::Connection& db, const RetentionPolicy& policy, Time now) {
    std::vector<TagFloor> found;
    for (const auto& tag : policy.tags) {
        std::int64_t position = 0, floor = 0;
        {
            auto rows = db.query("SELECT position, floor FROM tag_state WHERE tag = ?", tag.id);
            if (!rows.next()) continue;
            position = rows.integer(0);
            floor = rows.integer(1);
        }
        const auto live = read_live_positions(db, tag.id, tag.limit);
        const auto lowest_live = live.empty() ? position + 1 : *std::ranges::min_element(live);
        auto highest = floor;
        while (highest + archive_page_size <= position && highest + archive_page_size < lowest_live &&
               now - last_joined(db, tag.id, highest + 1, highest + archive_page_size) > tag.keep)
            highest += archive_page_size;
        if (highest > floor) found.push_back({.tag = tag.id, .position = highest});
    }
    return found;
}

void remove_article(sqlite::Connection& db, ArticleId article, Time now) {
    const AddressHasher hash(read_secret(db));
    bury(db, article, hash, now);
    for (const auto address : all_addresses(db, article, hash))
        db.run("DELETE FROM address WHERE hash = ?1 AND article = ?2 AND source IN "
               "(SELECT owner FROM article WHERE id = ?2 UNION SELECT source FROM appearance WHERE article = ?2)",
               address, article);
    forget_story_keys(db, article);
    db.run("DELETE FROM membership WHERE article = ?1 AND position <= (SELECT floor FROM tag_state s WHERE s.tag = "
           "membership.tag)",
           article);
    db.run("DELETE FROM follower WHERE article = ?", article);
    db.run("DELETE FROM capped WHERE article = ?", article);
    db.run("DELETE FROM appearance WHERE article = ?", article);
    db.run("DELETE FROM old_body WHERE article = ?", article);
    db.run("DELETE FROM body WHERE article = ?", article);
    remove_page(db, article);
    db.run("DELETE FROM article WHERE id = ?", article);
    db.run("INSERT INTO note (name, value) VALUES ('removed', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1");
}

void raise_floor(sqlite::Connection& db, const TagFloor& floor, FeedVersions& versions) {
    std::int64_t position = 0, members = 0;
    {
        auto rows =
            db.query("SELECT s.position, (SELECT count(*) FROM membership m WHERE m.tag = s.tag AND "
                     "m.position <= ?2 AND m.has_left = 0) + (SELECT count(*) FROM follower f WHERE f.tag = s.tag "
                     "AND f.position > s.floor AND f.position <= ?2) FROM tag_state s WHERE s.tag = ?1 AND "
                     "s.floor < ?2 AND s.position >= ?2",
                     floor.tag, floor.position);
        if (!rows.next()) return;
        position = rows.integer(0);
        members = rows.integer(1);
    }
    versions.raise_floor(floor.tag, floor.position, members);
    db.run("UPDATE membership SET has_left = 1, revised = NULL WHERE tag = ? AND position <= ? AND has_left = 0",
           floor.tag, floor.position);
    // The live document links the last full page: nobody else sees that the others go.
    if (floor.position == position - position % archive_page_size) versions.raise(floor.tag, Effect::aside);
}

void forget_tombstones(sqlite::Connection& db, Time now) {
    db.run("DELETE FROM tombstone WHERE met < ?", now - tombstone_lifetime);
}

} // namespace arna

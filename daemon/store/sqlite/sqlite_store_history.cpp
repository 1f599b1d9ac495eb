#include "daemon/store/day_number.hpp"
#include "daemon/store/sqlite/ingest/memberships.hpp"
#include "daemon/store/sqlite/retention/retention.hpp"
#include "daemon/store/sqlite/rows/articles/search_rows.hpp"
#include "daemon/store/sqlite/rows/sources/cap_rows.hpp"
#include "daemon/store/sqlite/rows/sources/run_rows.hpp"
#include "daemon/store/sqlite/rows/tag_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

using sqlite::Connection;

/// The stored body, or nothing where the article has none.
std::string read_body(Connection& db, ArticleId article) {
    auto rows = db.query("SELECT data FROM body WHERE article = ?", article);
    return rows.next() ? std::string(rows.bytes(0)) : std::string();
}

/// Puts one slice into its transaction.
class SliceWriter {
public:
    SliceWriter(Connection& db, BodyCodec& codec, int sanitizer_version, const HistorySlice& slice, ArticleId after,
                Time now)
        : db_(db),
          codec_(codec),
          sanitizer_version_(sanitizer_version),
          slice_(slice),
          after_(after),
          now_(now),
          versions_(db, now),
          memberships_(db, versions_, now),
          kinds_(read_tag_kinds(db)) {}

    SliceResult write() {
        read_articles();
        if (slice_.accepts) accept();
        if (!slice_.tags.empty()) match();
        for (const auto& floor : slice_.floors) raise_floor(db_, floor, versions_);
        remove();
        for (const auto& cleaned : slice_.cleaned) clean(cleaned);
        IngestResult changes;
        versions_.report(changes);
        versions_.save();
        result_.changed_tags = std::move(changes.changed_tags);
        for (const auto& floor : slice_.floors) // a page that is kept rendered must go, whatever the version
            if (std::ranges::find(result_.changed_tags, floor.tag) == result_.changed_tags.end())
                result_.changed_tags.push_back(floor.tag);
        result_.changed_sources = std::move(changes.changed_sources);
        result_.moves = std::move(changes.moves);
        return std::move(result_);
    }

private:
    struct Present {
        std::uint64_t content_hash = 0;
        Time published;
        bool is_withdrawn = false, is_held = false;
        std::int64_t story = 0, priority = 0;
        SourceId owner{};
        std::int64_t max_per_day = 0; ///< of the owner
        std::int64_t day = 0;         ///< when it was first seen
        std::unordered_set<TagId> capped;
        std::vector<KnownPlace> places;
    };
    struct Moved {
        const Present* article = nullptr;
        ArticleId id{};
        std::vector<PlaceChange> changes;
    };

    void read_articles() {
        if (!slice_.accepts) return read_articles(after_, slice_.up_to);
        for (const auto& matched : slice_.matched) // few, and far between
            read_articles(static_cast<ArticleId>(std::to_underlying(matched.id) - 1), matched.id);
    }

    /// Those above `after` up to `up_to`, with their places in tags.
    void read_articles(ArticleId after, ArticleId up_to) {
        for (auto rows =
                 db_.query("SELECT a.id, a.content_hash, a.published, a.withdrawn, a.story, s.priority, a.held, "
                           "a.owner, s.max_per_day, a.first_seen "
                           "FROM article a LEFT JOIN source s ON s.id = a.owner WHERE a.id > ? AND a.id <= ?",
                           after, up_to);
             rows.next();)
            present_[rows.id<ArticleId>(0)] = {.content_hash = rows.hash(1),
                                               .published = rows.time(2),
                                               .is_withdrawn = !rows.is_null(3),
                                               .is_held = !rows.is_null(6),
                                               .story = rows.integer(4),
                                               .priority = rows.integer(5),
                                               .owner = rows.id<SourceId>(7),
                                               .max_per_day = rows.integer(8),
                                               .day = day_number(rows.time(9), slice_.zone),
                                               .capped = {},
                                               .places = {}};
        if (!slice_.tags.empty()) read_places(after, up_to);
    }

    void read_places(ArticleId after, ArticleId up_to) {
        for (auto rows = db_.query(
                 "SELECT m.article, m.tag, m.position, m.has_left, m.reason, m.position <= s.floor FROM membership m "
                 "JOIN tag_state s ON s.tag = m.tag WHERE m.article > ? AND m.article <= ?",
                 after, up_to);
             rows.next();)
            present_[rows.id<ArticleId>(0)].places.push_back({.tag = rows.id<TagId>(1),
                                                              .position = rows.integer(2),
                                                              .has_left = rows.integer(3) != 0,
                                                              .is_removed = rows.integer(5) != 0,
                                                              .reason = rows.text(4)});
        for (auto rows = db_.query("SELECT article, tag FROM capped WHERE article > ? AND article <= ?", after, up_to);
             rows.next();)
            present_[rows.id<ArticleId>(0)].capped.insert(rows.id<TagId>(1));
        for (auto rows = db_.query("SELECT f.article, f.tag, f.reason, f.position <= s.floor FROM follower f "
                                   "JOIN tag_state s ON s.tag = f.tag WHERE f.article > ? AND f.article <= ?",
                                   after, up_to);
             rows.next();) {
            auto& places = present_[rows.id<ArticleId>(0)].places;
            const auto tag = rows.id<TagId>(1);
            std::erase_if(places, [tag](const KnownPlace& place) { return place.tag == tag; });
            places.push_back(
                {.tag = tag, .is_follower = true, .is_removed = rows.integer(3) != 0, .reason = rows.text(2)});
        }
    }

    /// The article as it was when the slice was decided; null if it was told anew since.
    Present* find(ArticleId id, std::uint64_t content_hash) {
        const auto found = present_.find(id);
        return found == present_.end() || found->second.content_hash != content_hash ? nullptr : &found->second;
    }

    void match() {
        const std::unordered_set<TagId> tags(slice_.tags.begin(), slice_.tags.end());
        std::vector<Moved> all;
        for (const auto& matched : slice_.matched) {
            auto* article = find(matched.id, matched.content_hash);
            if (!article) continue;
            all.push_back({article, matched.id,
                           change_places(
                               article->places, matched.tags, {}, [&](TagId tag) { return tags.contains(tag); },
                               [&](TagId tag) { return refuses(*article, tag); },
                               [&](TagId tag) { return kinds_.collapse.contains(tag); })});
        }
        choose(all);
        for (const bool is_last : {false, true})
            for (const auto& [article, id, changes] : all)
                for (const auto& change : changes)
                    if (change.is_last == is_last) memberships_.apply(id, article->published, change);
    }

    /// Which of those that join lead their stories; what is beyond the day's limit of its source never does.
    void choose(std::vector<Moved>& all) {
        std::vector<Joiner> joiners;
        std::vector<const Moved*> moved_of; // of each joiner
        for (auto& moved : all)
            for (auto& change : moved.changes) {
                if (change.kind != PlaceChange::Kind::join) continue;
                Joiner joiner{
                    .change = &change, .priority = moved.article->priority, .published = moved.article->published};
                if (moved.article->story != 0 && kinds_.collapse.contains(change.tag))
                    joiner.story = moved.article->story;
                joiners.push_back(joiner);
                moved_of.push_back(&moved);
            }
        choose_entries(joiners, [&](std::size_t n) { return may_enter(*moved_of[n], joiners[n].change->tag); });
        for (auto& [_, id, changes] : all) {
            for (const auto& change : changes)
                if (change.is_capped) note_capped(db_, id, change.tag);
            std::erase_if(changes, [](const PlaceChange& change) { return change.is_capped; });
        }
    }

    [[nodiscard]] bool refuses(const Present& article, TagId tag) const {
        return article.is_held || article.capped.contains(tag) || (article.is_withdrawn && kinds_.drop.contains(tag));
    }

    /// Lets so many articles of a source join a tag in a day. Followers do not count.
    [[nodiscard]] bool may_enter(const Moved& moved, TagId tag) {
        const auto& article = *moved.article;
        if (article.max_per_day == 0 || memberships_.would_follow(moved.id, tag)) return true;
        if (count_joined(db_, tag, article.owner, article.day) >= article.max_per_day) return false;
        note_joined(db_, tag, article.owner, article.day);
        return true;
    }

    /// What was held comes in.
    void accept() {
        for (const auto& matched : slice_.matched) {
            auto* article = find(matched.id, matched.content_hash);
            if (!article || !std::exchange(article->is_held, false)) continue;
            db_.run("UPDATE article SET held = NULL WHERE id = ?", matched.id);
            versions_.raise_sources_of(matched.id, Effect::news);
            ++result_.changed_articles;
        }
    }

    void remove() {
        Needs needs(db_);
        for (const auto article : slice_.removed) {
            if (needs.is_needed(article)) continue;
            remove_article(db_, article, now_);
            ++result_.removed_articles;
        }
        if (!slice_.removed.empty()) forget_tombstones(db_, now_);
    }

    void clean(const Recleaned& cleaned) {
        if (!find(cleaned.id, cleaned.content_hash)) return;
        Entry before, after;
        codec_.decode(read_body(db_, cleaned.id), before);
        after.summary = cleaned.summary;
        after.content = cleaned.content;
        db_.run("UPDATE body SET sanitizer = ?, data = ? WHERE article = ?", sanitizer_version_,
                sqlite::as_blob(codec_.encode(after)), cleaned.id);
        if (before == after) return;
        note_unindexed(db_, cleaned.id);
        // A hash without version is comparable with none, so the next telling is no revision.
        db_.run("UPDATE article SET content_hash = content_hash & 0xFFFFFFFFFFFFFF WHERE id = ?", cleaned.id);
        memberships_.show_change(cleaned.id, Effect::aside);
        ++result_.changed_articles;
    }

    Connection& db_;
    BodyCodec& codec_;
    int sanitizer_version_;
    const HistorySlice& slice_;
    ArticleId after_;
    Time now_;
    FeedVersions versions_;
    Memberships memberships_;
    TagKinds kinds_;
    std::unordered_map<ArticleId, Present> present_;
    SliceResult result_;
};

} // namespace

HistoryRun SqliteStore::begin_run(std::string_view job, std::int64_t goal, Time now) {
    return write([&](Connection& db) {
        auto run = read_run(db, job);
        return run && !run->is_finished && run->goal == goal ? *run : start_run(db, job, goal, now);
    });
}

SliceResult SqliteStore::store_slice(const HistorySlice& slice, Time now) {
    return write([&](Connection& db) {
        const auto run = read_run(db, slice.job);
        if (!run || run->number != slice.run || run->is_finished) return SliceResult{.is_stale = true};
        SliceWriter writer(db, codec_, options_.sanitizer_version, slice, run->done, now);
        auto result = writer.write();
        db.run("UPDATE history_run SET done = ?, is_finished = ? WHERE job = ?", slice.up_to, slice.is_last, slice.job);
        if (slice.is_last && !slice.accepts)
            for (const auto tag : slice.tags) db.run("UPDATE tag SET is_behind = 0 WHERE id = ?", tag);
        return result;
    });
}

} // namespace arna

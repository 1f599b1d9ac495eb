#include "daemon/store/sqlite/ingest/memberships.hpp"
#include "daemon/store/sqlite/rows/run_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <unordered_map>
#include <unordered_set>

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
          versions_(db, now),
          memberships_(db, versions_, now) {}

    SliceResult write() {
        read_articles();
        if (!slice_.tags.empty()) match();
        for (const auto& cleaned : slice_.cleaned) clean(cleaned);
        IngestResult changes;
        versions_.report(changes);
        versions_.save();
        result_.changed_tags = std::move(changes.changed_tags);
        result_.changed_sources = std::move(changes.changed_sources);
        result_.moves = std::move(changes.moves);
        return std::move(result_);
    }

private:
    struct Present {
        std::uint64_t content_hash = 0;
        Time published;
        std::vector<KnownPlace> places;
    };

    void read_articles() {
        for (auto rows = db_.query("SELECT id, content_hash, published FROM article WHERE id > ? AND id <= ?", after_,
                                   slice_.up_to);
             rows.next();)
            present_[rows.id<ArticleId>(0)] = {.content_hash = rows.hash(1), .published = rows.time(2), .places = {}};
        if (slice_.tags.empty()) return;
        for (auto rows = db_.query("SELECT article, tag, position, has_left, reason FROM membership "
                                   "WHERE article > ? AND article <= ?",
                                   after_, slice_.up_to);
             rows.next();)
            present_[rows.id<ArticleId>(0)].places.push_back({.tag = rows.id<TagId>(1),
                                                              .position = rows.integer(2),
                                                              .has_left = rows.integer(3) != 0,
                                                              .reason = rows.text(4)});
    }

    /// The article as it was when the slice was decided; null if it was told anew since.
    Present* find(ArticleId id, std::uint64_t content_hash) {
        const auto found = present_.find(id);
        return found == present_.end() || found->second.content_hash != content_hash ? nullptr : &found->second;
    }

    void match() {
        const std::unordered_set<TagId> tags(slice_.tags.begin(), slice_.tags.end());
        for (const auto& matched : slice_.matched) {
            auto* article = find(matched.id, matched.content_hash);
            if (!article) continue;
            const auto changes =
                change_places(article->places, matched.tags, {}, [&](TagId tag) { return tags.contains(tag); });
            for (const auto& change : changes) memberships_.apply(matched.id, article->published, change);
        }
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
    FeedVersions versions_;
    Memberships memberships_;
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
        if (slice.is_last)
            for (const auto tag : slice.tags) db.run("UPDATE tag SET is_behind = 0 WHERE id = ?", tag);
        return result;
    });
}

} // namespace arna

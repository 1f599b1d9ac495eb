#include "daemon/store/sqlite/sqlite_reader.hpp"

#include "daemon/store/sqlite/retention/retention.hpp"
#include "daemon/store/sqlite/rows/articles/address_rows.hpp"
#include "daemon/store/sqlite/rows/articles/article_loader.hpp"
#include "daemon/store/sqlite/rows/articles/live_positions.hpp"
#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"
#include "daemon/store/sqlite/rows/delivery_rows.hpp"
#include "daemon/store/sqlite/rows/sources/poll_rows.hpp"
#include "daemon/store/sqlite/rows/sources/run_rows.hpp"
#include "daemon/store/sqlite/rows/tag_rows.hpp"
#include "feeds/identity/identity.hpp"

#include <chrono>
#include <limits>

namespace arna {
namespace {

using sqlite::Transaction;

TagState state_of_tag(sqlite::Connection& db, TagId tag) {
    auto rows = db.query("SELECT position, version, changed, floor FROM tag_state WHERE tag = ?", tag);
    if (!rows.next()) return {};
    return {.position = rows.integer(0), .version = rows.integer(1), .changed = rows.time(2), .floor = rows.integer(3)};
}

TagState state_of_source(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT version, changed FROM source WHERE id = ?", source);
    if (!rows.next()) return {};
    return {.version = rows.integer(0), .changed = rows.time(1)};
}

/// Members of a tag: rows of article, position, reason. Articles are loaded one by one, for an ORDER BY over their
/// bodies would copy them.
void load_members(sqlite::Connection& db, TagId tag, sqlite::Rows& rows, ArticlePage& page, BodyCodec& codec,
                  const EachArticle& each) {
    ArticleLoader loader(db, codec);
    const bool has_followers = db.query("SELECT 1 FROM follower WHERE tag = ? LIMIT 1", tag).next();
    while (rows.next()) {
        auto& article = page.entries.emplace_back(loader.load(rows.id<ArticleId>(0)).article);
        article.position = rows.integer(1);
        article.reason = rows.text(2);
        if (has_followers) loader.load_followers(tag, article.position, article);
        if (each && !each(article)) return;
    }
}

/// When a page of the archive last changed.
Time change_of_page(sqlite::Connection& db, TagId tag, std::int64_t number) {
    auto rows = db.query("SELECT max(ifnull(m.moved, s.changed_before)) FROM membership m "
                         "JOIN tag_state s ON s.tag = m.tag WHERE m.tag = ? AND m.position BETWEEN ? AND ?",
                         tag, archive_page_size * (number - 1) + 1, archive_page_size * number);
    return rows.next() ? rows.time(0) : Time{};
}

} // namespace

std::vector<SourceRecord> SqliteReader::sources() { return read_sources(db_); }

std::vector<TagRecord> SqliteReader::tags() { return read_tags(db_); }

TagState SqliteReader::tag_state(TagId tag) { return state_of_tag(db_, tag); }

ArticlePage SqliteReader::live(TagId tag, std::size_t limit, const EachArticle& each) {
    return live_since(tag, std::numeric_limits<std::int64_t>::min(), limit, each);
}

ArticlePage SqliteReader::since(TagId tag, std::int64_t version, std::size_t limit, const EachArticle& each) {
    return live_since(tag, version, limit, each);
}

ArticlePage SqliteReader::live_since(TagId tag, std::int64_t version, std::size_t limit, const EachArticle& each) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticlePage page{.state = state_of_tag(db_, tag)};
    const auto archived = page.state.position - page.state.position % archive_page_size;
    auto rows =
        db_.query("WITH newest (position) AS ("
                  "SELECT * FROM (SELECT position FROM membership WHERE tag = ?1 AND has_left = 0 "
                  "ORDER BY published DESC, position DESC LIMIT ?2) "
                  "UNION SELECT position FROM membership WHERE tag = ?1 AND position > ?3), "
                  "chosen (position) AS (SELECT position FROM newest UNION ALL "
                  "SELECT * FROM (SELECT position FROM membership WHERE tag = ?1 AND revised >= ?4 AND has_left = 0 "
                  "AND position NOT IN newest ORDER BY revised DESC, position DESC LIMIT ?5)) "
                  "SELECT m.article, m.position, m.reason FROM chosen c "
                  "JOIN membership m ON m.tag = ?1 AND m.position = c.position "
                  "WHERE m.has_left = 0 AND m.news > ?6 ORDER BY m.published DESC, m.position DESC",
                  tag, limit, archived, page.state.changed - revision_window, most_revised, version);
    load_members(db_, tag, rows, page, codec_, each);
    return page;
}

ArticlePage SqliteReader::archive(TagId tag, std::int64_t number, const EachArticle& each) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticlePage page{.state = state_of_tag(db_, tag)};
    if (number < 1 || number > page.state.position / archive_page_size) return page;
    if (number * archive_page_size <= page.state.floor) return page;
    page.state.changed = change_of_page(db_, tag, number);
    auto rows =
        db_.query("SELECT article, position, reason FROM membership "
                  "WHERE tag = ? AND position BETWEEN ? AND ? AND has_left = 0 ORDER BY published DESC, position DESC",
                  tag, archive_page_size * (number - 1) + 1, archive_page_size * number);
    load_members(db_, tag, rows, page, codec_, each);
    return page;
}

ArticlePage SqliteReader::of_source(SourceId source, std::size_t limit, const EachArticle& each) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticlePage page{.state = state_of_source(db_, source)};
    ArticleLoader loader(db_, codec_);
    auto rows = db_.query(
        "SELECT * FROM (SELECT id, published FROM article WHERE owner = ?1 AND held IS NULL "
        "ORDER BY published DESC, id DESC LIMIT ?2) "
        "UNION ALL SELECT * FROM (SELECT p.article, p.published FROM appearance p WHERE p.source = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM article a WHERE a.id = p.article AND a.held IS NOT NULL) "
        "ORDER BY p.published DESC, p.article DESC LIMIT ?2) ORDER BY 2 DESC, 1 DESC LIMIT ?2",
        source, limit);
    while (rows.next()) {
        auto& article = page.entries.emplace_back(loader.load(rows.id<ArticleId>(0)).article);
        if (each && !each(article)) break;
    }
    return page;
}

std::vector<StoredArticle> SqliteReader::history(ArticleId after, std::size_t count, std::size_t bytes) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticleLoader loader(db_, codec_);
    std::vector<StoredArticle> found;
    std::size_t size = 0;
    for (auto rows = db_.query("SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?", after, count);
         size <= bytes && rows.next();) {
        const auto& entry = found.emplace_back(loader.load(rows.id<ArticleId>(0))).article.entry;
        size += entry.title.size() + entry.summary.str().size() + entry.content.str().size();
    }
    return found;
}

std::vector<StoredArticle> SqliteReader::find(const std::string& url) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    const AddressHasher hash(read_secret(db_));
    ArticleLoader loader(db_, codec_);
    std::vector<StoredArticle> found;
    for (const auto id : articles_at(db_, hash(url), site_of_id(url))) found.push_back(loader.load(id));
    return found;
}

std::vector<KnownArticle> SqliteReader::known(std::span<const Ident> idents) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    std::vector<KnownArticle> found;
    for (const auto& ident : idents) {
        auto rows = db_.query("SELECT id, content_hash, first_seen, owner, exact_hash, withdrawn, "
                              "EXISTS (SELECT 1 FROM page p WHERE p.article = a.id) FROM article a WHERE ident = ?",
                              ident);
        if (rows.next())
            found.push_back({.ident = ident,
                             .id = rows.id<ArticleId>(0),
                             .content_hash = rows.hash(1),
                             .exact_hash = rows.hash(4),
                             .first_seen = rows.time(2),
                             .owner = rows.id<SourceId>(3),
                             .is_withdrawn = !rows.is_null(5),
                             .has_page = rows.integer(6) != 0});
    }
    return found;
}

std::vector<StoredArticle> SqliteReader::held(SourceId source, ArticleId after, std::size_t count) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticleLoader loader(db_, codec_);
    std::vector<StoredArticle> found;
    for (auto rows =
             db_.query("SELECT id FROM article WHERE owner = ? AND held IS NOT NULL AND awaits_page = 0 AND id > ? "
                       "ORDER BY id LIMIT ?",
                       source, after, count);
         rows.next();)
        found.push_back(loader.load(rows.id<ArticleId>(0)));
    return found;
}

std::vector<TagId> SqliteReader::capped(ArticleId article) {
    std::vector<TagId> found;
    for (auto rows = db_.query("SELECT tag FROM capped WHERE article = ? ORDER BY tag", article); rows.next();)
        found.push_back(rows.id<TagId>(0));
    return found;
}

Removable SqliteReader::removable(ArticleId after, std::size_t count, const RetentionPolicy& policy, Time now) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    return find_removable(db_, after, count, policy, now);
}

std::vector<TagFloor> SqliteReader::removable_pages(const RetentionPolicy& policy, Time now) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    return find_removable_pages(db_, policy, now);
}

std::vector<ArticleText> SqliteReader::texts(ArticleId article) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    std::vector<ArticleText> found;
    std::optional<Time> came; // of the next one: when this one was replaced
    for (auto rows = db_.query("SELECT revision, told, replaced, entry, data FROM old_body WHERE article = ? "
                               "ORDER BY revision",
                               article);
         rows.next();) {
        const Time told = rows.is_null(1) ? came.value_or(rows.time(2)) : rows.time(1);
        auto& text = found.emplace_back(static_cast<std::int32_t>(rows.integer(0)), told, decode_entry(rows.bytes(3)));
        codec_.decode(rows.bytes(4), text.entry);
        came = rows.time(2);
    }
    auto present = ArticleLoader(db_, codec_).load(article).article;
    found.emplace_back(present.revision, came.value_or(present.first_seen), std::move(present.entry));
    return found;
}

SeenItems SqliteReader::seen(SourceId source) { return read_seen(db_, source); }

std::vector<Membership> SqliteReader::memberships(ArticleId article) {
    std::vector<Membership> found;
    for (auto rows = db_.query(
             "SELECT tag, reason, NULL, NULL FROM membership WHERE article = ?1 AND has_left = 0 "
             "UNION ALL SELECT f.tag, f.reason, l.entry_id, l.entry FROM follower f "
             "JOIN membership m ON m.tag = f.tag AND m.position = f.position JOIN article l ON l.id = m.article "
             "WHERE f.article = ?1 ORDER BY 1",
             article);
         rows.next();) {
        auto& membership = found.emplace_back(Membership{.tag = rows.id<TagId>(0), .reason = rows.text(1)});
        if (rows.is_null(2)) continue;
        membership.follows = decode_entry(rows.bytes(3)).link;
        if (membership.follows.empty()) membership.follows = rows.text(2);
    }
    return found;
}

std::vector<Article> SqliteReader::followers(TagId tag, std::int64_t position) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticleLoader loader(db_, codec_);
    std::vector<Article> found;
    for (auto rows = db_.query("SELECT article, reason FROM follower WHERE tag = ? AND position = ? "
                               "ORDER BY joined, article",
                               tag, position);
         rows.next();)
        found.emplace_back(loader.load(rows.id<ArticleId>(0)).article).reason = rows.text(1);
    return found;
}

std::int64_t SqliteReader::member_count(TagId tag) {
    auto rows = db_.query("SELECT members FROM tag_state WHERE tag = ?", tag);
    return rows.next() ? rows.integer(0) : 0;
}

std::vector<std::int64_t> SqliteReader::archive_pages_since(TagId tag, std::int64_t version) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    const auto state = state_of_tag(db_, tag);
    std::vector<std::int64_t> pages;
    for (auto rows = db_.query("SELECT DISTINCT (position - 1) / ?1 + 1 FROM membership "
                               "WHERE tag = ?2 AND version > ?3 AND position > ?5 AND position <= ?1 * ?4 ORDER BY 1",
                               archive_page_size, tag, version, state.position / archive_page_size, state.floor);
         rows.next();)
        pages.push_back(rows.integer(0));
    return pages;
}

std::vector<std::int64_t> SqliteReader::members_by_time(TagId tag, std::span<const Time> bounds) {
    std::vector<std::int64_t> counts(bounds.size() < 2 ? 0 : bounds.size() - 1);
    if (counts.empty()) return counts;
    std::size_t period = 0;
    for (auto rows = db_.query("SELECT published FROM membership WHERE tag = ? AND has_left = 0 AND published >= ? "
                               "AND published < ? ORDER BY published",
                               tag, bounds.front(), bounds.back());
         rows.next();) {
        while (rows.time(0) >= bounds[period + 1]) ++period;
        ++counts[period];
    }
    return counts;
}

ArticleId SqliteReader::newest_article() { return static_cast<ArticleId>(db_.integer("SELECT max(id) FROM article")); }

std::vector<HistoryRun> SqliteReader::history_runs() { return read_runs(db_); }

FeedVersionList SqliteReader::undelivered(std::string_view consumer) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    return read_undelivered(db_, consumer);
}

} // namespace arna

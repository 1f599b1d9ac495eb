#include "daemon/store/sqlite/sqlite_reader.hpp"

#include "daemon/store/sqlite/rows/address_rows.hpp"
#include "daemon/store/sqlite/rows/article_loader.hpp"
#include "daemon/store/sqlite/rows/delivery_rows.hpp"
#include "daemon/store/sqlite/rows/poll_rows.hpp"
#include "daemon/store/sqlite/rows/run_rows.hpp"
#include "daemon/store/sqlite/rows/seen_rows.hpp"
#include "daemon/store/sqlite/rows/tag_rows.hpp"
#include "feeds/identity/identity.hpp"

#include <chrono>
#include <limits>

namespace arna {
namespace {

using sqlite::Transaction;

constexpr std::chrono::milliseconds revision_window = std::chrono::days(7);
constexpr int most_revised = 50; ///< a source that rewrites all it has may not grow a document without end

TagState state_of_tag(sqlite::Connection& db, TagId tag) {
    auto rows = db.query("SELECT position, version, changed FROM tag_state WHERE tag = ?", tag);
    if (!rows.next()) return {};
    return {.position = rows.integer(0), .version = rows.integer(1), .changed = rows.time(2)};
}

TagState state_of_source(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT version, changed FROM source WHERE id = ?", source);
    if (!rows.next()) return {};
    return {.version = rows.integer(0), .changed = rows.time(1)};
}

/// Members of a tag: rows of article, position, reason. Articles are loaded one by one, for an ORDER BY over their
/// bodies would copy them.
void load_members(sqlite::Rows& rows, ArticleLoader loader, ArticlePage& page, const EachArticle& each) {
    while (rows.next()) {
        auto& article = page.entries.emplace_back(loader.load(rows.id<ArticleId>(0)).article);
        article.position = rows.integer(1);
        article.reason = rows.text(2);
        if (each && !each(article)) return;
    }
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
    load_members(rows, {db_, codec_}, page, each);
    return page;
}

ArticlePage SqliteReader::archive(TagId tag, std::int64_t number, const EachArticle& each) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticlePage page{.state = state_of_tag(db_, tag)};
    if (number < 1 || number > page.state.position / archive_page_size) return page;
    auto rows =
        db_.query("SELECT article, position, reason FROM membership "
                  "WHERE tag = ? AND position BETWEEN ? AND ? AND has_left = 0 ORDER BY published DESC, position DESC",
                  tag, archive_page_size * (number - 1) + 1, archive_page_size * number);
    load_members(rows, {db_, codec_}, page, each);
    return page;
}

ArticlePage SqliteReader::of_source(SourceId source, std::size_t limit, const EachArticle& each) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticlePage page{.state = state_of_source(db_, source)};
    ArticleLoader loader(db_, codec_);
    auto rows = db_.query(
        "SELECT * FROM (SELECT id, published FROM article WHERE owner = ?1 ORDER BY published DESC, id DESC LIMIT ?2) "
        "UNION ALL SELECT * FROM (SELECT article, published FROM appearance WHERE source = ?1 "
        "ORDER BY published DESC, article DESC LIMIT ?2) ORDER BY 2 DESC, 1 DESC LIMIT ?2",
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
        auto rows = db_.query("SELECT id, content_hash, first_seen, owner FROM article WHERE ident = ?", ident);
        if (rows.next())
            found.push_back({.ident = ident,
                             .id = rows.id<ArticleId>(0),
                             .content_hash = rows.hash(1),
                             .first_seen = rows.time(2),
                             .owner = rows.id<SourceId>(3)});
    }
    return found;
}

SeenItems SqliteReader::seen(SourceId source) { return read_seen(db_, source); }

std::vector<Membership> SqliteReader::memberships(ArticleId article) {
    std::vector<Membership> found;
    for (auto rows =
             db_.query("SELECT tag, reason FROM membership WHERE article = ? AND has_left = 0 ORDER BY tag", article);
         rows.next();)
        found.push_back({.tag = rows.id<TagId>(0), .reason = rows.text(1)});
    return found;
}

std::int64_t SqliteReader::member_count(TagId tag) {
    auto rows = db_.query("SELECT members FROM tag_state WHERE tag = ?", tag);
    return rows.next() ? rows.integer(0) : 0;
}

std::vector<std::int64_t> SqliteReader::archive_pages_since(TagId tag, std::int64_t version) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    const auto full = state_of_tag(db_, tag).position / archive_page_size;
    std::vector<std::int64_t> pages;
    for (auto rows = db_.query("SELECT DISTINCT (position - 1) / ?1 + 1 FROM membership "
                               "WHERE tag = ?2 AND version > ?3 AND position <= ?1 * ?4 ORDER BY 1",
                               archive_page_size, tag, version, full);
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

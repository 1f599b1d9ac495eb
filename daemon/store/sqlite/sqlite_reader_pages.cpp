#include "daemon/store/sqlite/rows/sources/page_rows.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"

namespace arna {
namespace {

using sqlite::Transaction;

std::optional<Time> time_or_nothing(const sqlite::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(rows.time(column));
}

} // namespace

std::vector<WaitingPage> SqliteReader::waiting_pages(std::optional<SourceId> source) {
    return read_waiting_pages(db_, source);
}

std::optional<PagedArticle> SqliteReader::paged(ArticleId article) { return read_paged(db_, codec_, article); }

std::vector<ArticleId> SqliteReader::kept_pages(ArticleId after, std::size_t count) {
    std::vector<ArticleId> found;
    for (auto rows =
             db_.query("SELECT article FROM kept_page WHERE article > ? ORDER BY article LIMIT ?", after, count);
         rows.next();)
        found.push_back(rows.id<ArticleId>(0));
    return found;
}

std::optional<KeptPage> SqliteReader::kept_page(ArticleId article) { return read_kept_page(db_, codec_, article); }

std::string SqliteReader::listing(SourceId source) {
    auto rows = db_.query("SELECT shape FROM listing WHERE source = ?", source);
    return rows.next() ? rows.text(0) : std::string();
}

std::vector<PageHost> SqliteReader::page_hosts() {
    std::vector<PageHost> hosts;
    for (auto rows = db_.query("SELECT host, asked, until, refusals, why FROM page_host"); rows.next();)
        hosts.push_back({.host = rows.text(0),
                         .asked = time_or_nothing(rows, 1),
                         .until = time_or_nothing(rows, 2),
                         .refusals = static_cast<std::int32_t>(rows.integer(3)),
                         .why = rows.text(4)});
    return hosts;
}

std::vector<StoredRobots> SqliteReader::robots() {
    std::vector<StoredRobots> all;
    for (auto rows = db_.query("SELECT origin, fetched, status, text FROM robots"); rows.next();)
        all.push_back({.origin = rows.text(0),
                       .fetched = rows.time(1),
                       .status = static_cast<int>(rows.integer(2)),
                       .text = rows.text(3)});
    return all;
}

std::map<SourceId, PageDay> SqliteReader::page_days() {
    const Transaction snapshot(db_, Transaction::Kind::read);
    std::map<SourceId, PageDay> days;
    for (auto rows = db_.query("SELECT source, day, asked FROM page_count WHERE asked > 0"); rows.next();)
        days[rows.id<SourceId>(0)] = {.day = rows.integer(1), .asked = rows.integer(2)};
    for (auto rows = db_.query("SELECT a.owner, count(*) FROM page p JOIN article a ON a.id = p.article "
                               "JOIN poll o ON o.source = a.owner WHERE p.asked >= o.tried GROUP BY a.owner");
         rows.next();)
        days[rows.id<SourceId>(0)].since_poll = rows.integer(1);
    return days;
}

} // namespace arna

#include "daemon/store/sqlite/rows/articles/article_loader.hpp"
#include "daemon/store/sqlite/rows/articles/search_rows.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"

#include <algorithm>

namespace arna {
namespace {

using sqlite::Transaction;

bool has_article(sqlite::Connection& db, ArticleId id) {
    return db.query("SELECT 1 FROM article WHERE id = ?", id).next();
}

std::size_t size_of(const StoredArticle& stored) {
    const auto& entry = stored.article.entry;
    return entry.title.size() + entry.summary.str().size() + entry.content.str().size();
}

} // namespace

SearchProgress SqliteReader::search_progress() { return read_search_progress(db_); }

/// What the store knows of the index is read before the index, which can only be further by then.
std::optional<SearchProposal> SqliteReader::propose(const TokenQuery& query, std::string_view token_version) {
    SearchProgress progress;
    std::vector<ArticleId> changed;
    {
        const Transaction snapshot(db_, Transaction::Kind::read);
        progress = read_search_progress(db_);
        for (auto rows = db_.query("SELECT article FROM unindexed WHERE article <= ? ORDER BY article", progress.done);
             rows.next();)
            changed.push_back(rows.id<ArticleId>(0));
    }
    auto found = search_->find(query, progress, token_version);
    if (!found) return std::nullopt;
    std::erase_if(*found, [&](ArticleId id) { return id > progress.done; });
    SearchProposal proposal{.articles = {}, .done = progress.done};
    std::ranges::set_union(*found, changed, std::back_inserter(proposal.articles));
    return proposal;
}

std::vector<ArticleId> SqliteReader::newest_first(std::optional<Time> since) {
    std::vector<ArticleId> ids;
    for (auto rows = db_.query("SELECT id FROM article WHERE published >= ? ORDER BY published DESC, id DESC",
                               since.value_or(Time::min()));
         rows.next();)
        ids.push_back(rows.id<ArticleId>(0));
    return ids;
}

std::vector<StoredArticle> SqliteReader::articles(std::span<const ArticleId> ids) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticleLoader loader(db_, codec_);
    std::vector<StoredArticle> found;
    for (const auto id : ids)
        if (has_article(db_, id)) found.push_back(loader.load(id));
    return found;
}

UnindexedArticles SqliteReader::unindexed(std::size_t count, std::size_t bytes) {
    const Transaction snapshot(db_, Transaction::Kind::read);
    ArticleLoader loader(db_, codec_);
    UnindexedArticles found{.progress = read_search_progress(db_), .changed = {}, .articles = {}, .up_to = {}};
    found.up_to = found.progress.done;
    std::size_t size = 0;
    const auto is_full = [&] { return found.articles.size() >= count || size > bytes; };
    const auto take = [&](ArticleId id) { size += size_of(found.articles.emplace_back(loader.load(id))); };
    for (auto rows = db_.query("SELECT article, times FROM unindexed ORDER BY article LIMIT ?", count);
         !is_full() && rows.next();) {
        const auto& changed = found.changed.emplace_back(rows.id<ArticleId>(0), rows.integer(1));
        if (has_article(db_, changed.article)) take(changed.article);
    }
    for (auto rows = db_.query("SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?", found.progress.done, count);
         !is_full() && rows.next();) {
        found.up_to = rows.id<ArticleId>(0);
        take(found.up_to);
    }
    found.is_last = !is_full() && found.changed.size() < count;
    return found;
}

} // namespace arna

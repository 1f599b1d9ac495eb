#include "daemon/store/sqlite/rows/articles/article_loader.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {
namespace {

StoredFacts facts_at(const sqlite::Rows& rows, int column) {
    return {.id = rows.integer(column),
            .updated = rows.is_null(column + 1) ? std::nullopt : std::optional(rows.time(column + 1))};
}

} // namespace

StoredArticle ArticleLoader::load(ArticleId id) {
    auto rows = db_.query(
        "SELECT a.owner, a.published, a.updated, a.first_seen, a.revision, a.facts, a.facts_updated, a.entry_id, "
        "a.entry, b.data, b.sanitizer, a.content_hash, a.withdrawn, a.held, a.awaits_page FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?",
        id);
    if (!rows.next())
        throw StoreFailure(fmt::format("article {} is missing: the database is damaged; restore it from a backup",
                                       std::to_underlying(id)));
    Article article{.entry = decode_entry(rows.bytes(8)),
                    .entry_id = rows.text(7),
                    .published = rows.time(1),
                    .updated = rows.time(2),
                    .first_seen = rows.time(3),
                    .revision = static_cast<std::int32_t>(rows.integer(4)),
                    .source = source(rows.id<SourceId>(0), facts_at(rows, 5)),
                    .also_in = appearances(id),
                    .withdrawn = rows.is_null(12) ? std::nullopt : std::optional(rows.time(12)),
                    .held = rows.is_null(13) ? std::nullopt : std::optional(rows.time(13)),
                    .awaits_page = rows.integer(14) != 0};
    codec_.decode(rows.bytes(9), article.entry);
    std::string owner = article.source.name;
    return {.id = id,
            .article = std::move(article),
            .source = std::move(owner),
            .content_hash = rows.hash(11),
            .sanitizer_version = static_cast<int>(rows.integer(10))};
}

void ArticleLoader::load_followers(TagId tag, std::int64_t position, Article& lead) {
    constexpr std::size_t most_named = 20;
    for (auto rows = db_.query("SELECT a.owner, a.facts, a.facts_updated, a.entry FROM follower f "
                               "JOIN article a ON a.id = f.article WHERE f.tag = ? AND f.position = ? "
                               "ORDER BY f.joined, f.article",
                               tag, position);
         rows.next();) {
        if (lead.followers.size() >= most_named) {
            ++lead.more_followers;
            continue;
        }
        auto entry = decode_entry(rows.bytes(3));
        lead.followers.push_back({.title = std::move(entry.title),
                                  .url = std::move(entry.link),
                                  .source = source(rows.id<SourceId>(0), facts_at(rows, 1))});
    }
}

const ArticleLoader::NamedSource& ArticleLoader::name_of(SourceId id) {
    auto [found, is_unread] = sources_.try_emplace(id);
    if (is_unread) {
        auto rows = db_.query("SELECT name, title FROM source WHERE id = ?", id);
        if (rows.next()) found->second = {.name = rows.text(0), .title = rows.text(1)};
    }
    return found->second;
}

ArticleSource ArticleLoader::source(SourceId id, const StoredFacts& facts) {
    const auto& named = name_of(id);
    ArticleSource source{.name = named.name, .facts = facts_.read(facts)};
    if (!named.title.empty()) source.facts.title = named.title;
    return source;
}

std::vector<ArticleSource> ArticleLoader::appearances(ArticleId article) {
    std::vector<ArticleSource> found;
    for (auto rows = db_.query(
             "SELECT source, facts, facts_updated FROM appearance WHERE article = ? ORDER BY seen, source", article);
         rows.next();)
        found.push_back(source(rows.id<SourceId>(0), facts_at(rows, 1)));
    return found;
}

} // namespace arna

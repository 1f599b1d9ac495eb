#include "daemon/store/article_rows.hpp"

namespace arna {
namespace {

StoredFacts facts_at(const sqlite::Rows& rows, int column) {
    return {.id = rows.integer(column),
            .updated = rows.is_null(column + 1) ? std::nullopt : std::optional(rows.time(column + 1))};
}

} // namespace

Article ArticleRows::read(const sqlite::Rows& rows) {
    Article article{.entry = decode_entry(rows.bytes(9)),
                    .entry_id = rows.text(8),
                    .published = rows.time(2),
                    .updated = rows.time(3),
                    .first_seen = rows.time(4),
                    .revision = static_cast<std::int32_t>(rows.integer(5)),
                    .source = source(rows.id<SourceId>(1), facts_at(rows, 6)),
                    .also_in = appearances(rows.id<ArticleId>(0))};
    codec_.decode(rows.bytes(10), article.entry);
    return article;
}

StoredArticle ArticleRows::read_stored(const sqlite::Rows& rows) {
    StoredArticle stored{.id = rows.id<ArticleId>(0), .article = read(rows)};
    stored.source = stored.article.source.name;
    return stored;
}

const ArticleRows::NamedSource& ArticleRows::source_named(SourceId source) {
    auto [found, is_unread] = sources_.emplace(source, NamedSource{});
    if (is_unread) {
        auto rows = db_.query("SELECT name, title FROM source WHERE id = ?", source);
        if (rows.next()) found->second = {.name = rows.text(0), .title = rows.text(1)};
    }
    return found->second;
}

ArticleSource ArticleRows::source(SourceId id, const StoredFacts& facts) {
    const auto& named = source_named(id);
    ArticleSource source{.name = named.name, .facts = facts_.read(facts)};
    if (!named.title.empty()) source.facts.title = named.title;
    return source;
}

std::vector<ArticleSource> ArticleRows::appearances(ArticleId article) {
    std::vector<ArticleSource> found;
    for (auto rows = db_.query(
             "SELECT source, facts, facts_updated FROM appearance WHERE article = ? ORDER BY seen, source", article);
         rows.next();)
        found.push_back(source(rows.id<SourceId>(0), facts_at(rows, 1)));
    return found;
}

} // namespace arna

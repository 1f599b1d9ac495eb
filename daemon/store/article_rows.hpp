#pragma once
#include "daemon/store/article_codec.hpp"
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/stored_facts.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace arna {

// The columns that ArticleRows reads, from article a, and body b; a query may have more after them. A macro, for queries
// are literals (sqlite.hpp).
#define ARNA_ARTICLE_COLUMNS                                                                                           \
    "a.id, a.owner, a.published, a.updated, a.first_seen, a.revision, a.facts, a.facts_updated, a.entry_id, a.entry, b.data"
constexpr int article_columns = 11;

/// Makes articles of rows, within one snapshot.
class ArticleRows {
public:
    ArticleRows(sqlite::Connection& db, BodyCodec& codec) : db_(db), codec_(codec), facts_(db) {}

    /// `rows` stands at a row that starts with ARNA_ARTICLE_COLUMNS. Without position and reason.
    [[nodiscard]] Article read(const sqlite::Rows& rows);
    [[nodiscard]] StoredArticle read_stored(const sqlite::Rows& rows);

private:
    struct NamedSource {
        std::string name, title;
    };

    const NamedSource& source_named(SourceId source);
    ArticleSource source(SourceId source, const StoredFacts& facts);
    std::vector<ArticleSource> appearances(ArticleId article);

    sqlite::Connection& db_;
    BodyCodec& codec_;
    FactsReader facts_;
    std::unordered_map<SourceId, NamedSource> sources_;
};

} // namespace arna

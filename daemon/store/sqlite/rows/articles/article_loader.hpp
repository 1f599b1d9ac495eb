#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/rows/articles/stored_facts.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace arna {

/// Puts articles together from their rows, within one snapshot.
class ArticleLoader {
public:
    ArticleLoader(sqlite::Connection& db, BodyCodec& codec) : db_(db), codec_(codec), facts_(db) {}

    /// Without position and reason. Throws StoreFailure if there is no such article.
    [[nodiscard]] StoredArticle load(ArticleId id);

    /// The first 20 articles that follow the entry of a tag at `position`, and how many more do.
    void load_followers(TagId tag, std::int64_t position, Article& lead);

private:
    struct NamedSource {
        std::string name, title;
    };

    const NamedSource& name_of(SourceId id);
    ArticleSource source(SourceId id, const StoredFacts& facts);
    std::vector<ArticleSource> appearances(ArticleId article);

    sqlite::Connection& db_;
    BodyCodec& codec_;
    FactsReader facts_;
    std::unordered_map<SourceId, NamedSource> sources_;
};

} // namespace arna

#pragma once
#include "daemon/store/page_records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tables page and kept_page.
namespace arna {

/// What the owner said last of an article.
struct Told {
    const Entry& entry;
    std::uint64_t content_hash = 0;
};

/// The page of an article is wanted, whatever became of it before.
void write_wish(sqlite::Connection& db, BodyCodec& codec, ArticleId article, SourceId source, const PageWish& wish,
                const Told& told);

/// The article was told anew, if a page of it is known.
void write_told(sqlite::Connection& db, BodyCodec& codec, ArticleId article, const Told& told);

/// Replaces how its reading stands, and counts that for the source.
void write_page_state(sqlite::Connection& db, ArticleId article, SourceId source, const PageState& state);

void write_part(sqlite::Connection& db, BodyCodec& codec, ArticleId article, const PagePart& part,
                int sanitizer_version);

[[nodiscard]] std::vector<WaitingPage> read_waiting_pages(sqlite::Connection& db, std::optional<SourceId> source);
[[nodiscard]] std::optional<PagedArticle> read_paged(sqlite::Connection& db, BodyCodec& codec, ArticleId article);

void write_kept_page(sqlite::Connection& db, BodyCodec& codec, ArticleId article, const KeptPage& page, Time until);
[[nodiscard]] std::optional<KeptPage> read_kept_page(sqlite::Connection& db, BodyCodec& codec, ArticleId article);

/// Forgets all of an article's page.
void remove_page(sqlite::Connection& db, ArticleId article);

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Tables story, story_key and story_text: by what an article is found that another source may tell again. Only the
/// first article of a story has keys, and one that belongs to none.
namespace arna {

/// How long an article is looked for.
inline constexpr std::chrono::hours story_key_lifetime{72};

/// Forgets the keys of older articles: of twice as many as are `coming`, so that what is kept never outgrows its time.
void expire_story_keys(sqlite::Connection& db, Time now, std::size_t coming);

void add_story_keys(sqlite::Connection& db, ArticleId article, Time now, std::span<const std::uint32_t> keys);
void forget_story_keys(sqlite::Connection& db, ArticleId article);

/// The articles that share most of these keys, at most 16.
[[nodiscard]] std::vector<ArticleId> articles_like(sqlite::Connection& db, std::span<const std::uint32_t> keys);

[[nodiscard]] std::int64_t add_story(sqlite::Connection& db, Time first_seen);

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <cstdint>

/// Tables joined_count and capped: how many articles of a source joined a tag in a day, and those beyond its limit.
namespace arna {

[[nodiscard]] std::int64_t count_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day);
void note_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day);
void note_capped(sqlite::Connection& db, ArticleId article, TagId tag);

} // namespace arna

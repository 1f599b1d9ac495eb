#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <chrono>
#include <cstdint>

/// Tables joined_count and capped: how many articles of a source joined a tag in a day, and those beyond its limit.
namespace arna {

/// The day of a moment in UTC, since 1970.
[[nodiscard]] inline std::int64_t day_of(Time time) {
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

[[nodiscard]] std::int64_t count_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day);
void note_joined(sqlite::Connection& db, TagId tag, SourceId source, std::int64_t day);
void note_capped(sqlite::Connection& db, ArticleId article, TagId tag);

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace arna {

/// For how long before a tag's last change its live document shows what was revised, and how much of that.
inline constexpr std::chrono::milliseconds revision_window = std::chrono::days(7);
inline constexpr int most_revised = 50; ///< a source that rewrites all it has may not grow a document without end

/// The positions that are in a tag's live document (TagReader::live).
[[nodiscard]] std::vector<std::int64_t> read_live_positions(sqlite::Connection& db, TagId tag, std::size_t limit);

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <vector>

namespace arna {

/// The rows of tables tag and tag_state as values.
[[nodiscard]] std::vector<TagRecord> read_tags(sqlite::Connection& db);
[[nodiscard]] TagRecord read_tag(sqlite::Connection& db, TagId tag);

} // namespace arna

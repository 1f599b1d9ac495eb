#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <unordered_set>
#include <vector>

namespace arna {

/// The rows of tables tag and tag_state as values.
[[nodiscard]] std::vector<TagRecord> read_tags(sqlite::Connection& db);
[[nodiscard]] TagRecord read_tag(sqlite::Connection& db, TagId tag);

/// The tags that are not ordinary.
struct TagKinds {
    std::unordered_set<TagId> collapse; ///< one entry per story
    std::unordered_set<TagId> drop;     ///< without what was withdrawn
};
[[nodiscard]] TagKinds read_tag_kinds(sqlite::Connection& db);

} // namespace arna

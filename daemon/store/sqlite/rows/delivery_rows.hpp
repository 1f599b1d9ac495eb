#pragma once
#include "daemon/store/noun/delivery_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <string_view>

namespace arna {

/// Column `kind` of table delivery: what `feed` is the id of.
enum class FeedKind : int { tag = 0, source = 1 };

[[nodiscard]] FeedVersionList read_undelivered(sqlite::Connection& db, std::string_view consumer);

} // namespace arna

#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>

namespace arna {

/// Writes what `database` holds at this moment to `file`, for this user alone and durably, in place of what is there.
/// The copy has its pages in order and no free ones, and was checked page by page. Errc::io: it cannot be written; where there is no room, the message
/// says how many bytes are missing. Nothing is left of one that failed.
[[nodiscard]] Result<void> copy_database(sqlite::Connection& database, const std::filesystem::path& file);

/// Copies a database of an older schema, before it is migrated, to `file`.before-N, N being its schema, and then removes
/// copies of earlier ones. Errc::io as above.
[[nodiscard]] Result<void> copy_before_migration(sqlite::Connection& database, const std::filesystem::path& file);

} // namespace arna

#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <cstdint>

/// The tables of the SQLite store (docs/store.md), as numbered steps that are never edited once released.
namespace arna::schema {

constexpr std::int64_t application_id = 0x61726E61; ///< "arna", in the header of the file

/// The version that this program reads and writes.
[[nodiscard]] std::int64_t newest_version();

/// Takes a database from its version (PRAGMA user_version) to the newest, in one transaction. Throws sqlite::Failure.
void migrate(sqlite::Connection& database);

} // namespace arna::schema

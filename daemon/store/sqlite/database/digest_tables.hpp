#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// The part of step 6 of the schema that is about digests.
void add_digest_tables(sqlite::Connection& database);

} // namespace arna::schema

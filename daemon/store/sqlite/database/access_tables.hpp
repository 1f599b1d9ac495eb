#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// The part of step 5 of the schema that is about who reads what: settings, tokens, editions, deltas.
void add_access_tables(sqlite::Connection& database);

} // namespace arna::schema

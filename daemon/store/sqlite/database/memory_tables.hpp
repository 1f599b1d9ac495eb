#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// The part of step 6 of the schema that is about what is remembered: stories, what was withdrawn, held back or
/// removed.
void add_memory_tables(sqlite::Connection& database);

} // namespace arna::schema

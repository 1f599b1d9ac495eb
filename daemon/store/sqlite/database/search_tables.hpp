#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// A part of step 6: how far the index for search has come.
void add_search_tables(sqlite::Connection& database);

} // namespace arna::schema

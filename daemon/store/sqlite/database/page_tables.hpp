#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// The part of step 6 of the schema that is about the pages of articles.
void add_page_tables(sqlite::Connection& database);

} // namespace arna::schema

#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"

namespace arna::schema {

/// The part of step 6 of the schema that is about when pages of archives changed.
void add_archive_times(sqlite::Connection& database);

} // namespace arna::schema

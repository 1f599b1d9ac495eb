#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/address_rows.hpp"

namespace arna {

/// How many old revisions of an article are kept besides the first.
constexpr int kept_revisions = 20;

/// Keeps what an article says, before it is overwritten, and forgets what lies between its first revision and the last
/// kept_revisions, with the addresses that nothing else has. `next` is what it says from now on.
void keep_revision(sqlite::Connection& db, ArticleId article, Time now, const Entry& next, const AddressHasher& hash);

} // namespace arna

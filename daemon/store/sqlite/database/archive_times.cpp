#include "daemon/store/sqlite/database/archive_times.hpp"

namespace arna::schema {

void add_archive_times(sqlite::Connection& database) {
    database.execute(R"sql(
    -- The tag's `changed` when the article last joined it, left, came back or was revised; NULL: before this was noted,
    -- and so not after `changed_before` of the tag.
    ALTER TABLE membership ADD COLUMN moved INTEGER;
    ALTER TABLE tag_state ADD COLUMN changed_before INTEGER NOT NULL DEFAULT 0;
    UPDATE tag_state SET changed_before = changed;
    )sql");
}

} // namespace arna::schema

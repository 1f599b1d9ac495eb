#include "daemon/store/sqlite/rows/articles/live_positions.hpp"

namespace arna {

std::vector<std::int64_t> read_live_positions(sqlite::Connection& db, TagId tag, std::size_t limit) {
    std::vector<std::int64_t> found;
    std::int64_t archived = 0;
    Time changed;
    {
        auto rows = db.query("SELECT position, changed FROM tag_state WHERE tag = ?", tag);
        if (!rows.next()) return found;
        archived = rows.integer(0) - rows.integer(0) % archive_page_size;
        changed = rows.time(1);
    }
    for (auto rows = db.query("SELECT * FROM (SELECT position FROM membership WHERE tag = ?1 AND has_left = 0 "
                              "ORDER BY published DESC, position DESC LIMIT ?2) "
                              "UNION SELECT position FROM membership WHERE tag = ?1 AND position > ?3 AND has_left = 0 "
                              "UNION SELECT * FROM (SELECT position FROM membership WHERE tag = ?1 AND revised >= ?4 "
                              "AND has_left = 0 ORDER BY revised DESC, position DESC LIMIT ?2 + ?5)",
                              tag, limit, archived, changed - revision_window, most_revised);
         rows.next();)
        found.push_back(rows.integer(0));
    return found;
}

} // namespace arna

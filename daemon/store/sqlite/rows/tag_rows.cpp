#include "daemon/store/sqlite/rows/tag_rows.hpp"

namespace arna {
namespace {

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_SELECT_TAGS                                                                                               \
    "SELECT t.id, t.name, t.slug, s.position, s.version, s.changed, t.is_configured, "                                 \
    "iif(t.is_behind, (SELECT run FROM history_run WHERE job = 'match'), 0), t.is_private, t.edition_of, t.language, " \
    "s.floor "                                                                                                         \
    "FROM tag t JOIN tag_state s ON s.tag = t.id "

TagRecord tag_of(const sqlite::Rows& rows) {
    return {.id = rows.id<TagId>(0),
            .name = rows.text(1),
            .slug = rows.text(2),
            .state = {.position = rows.integer(3),
                      .version = rows.integer(4),
                      .changed = rows.time(5),
                      .floor = rows.integer(11)},
            .is_configured = rows.integer(6) != 0,
            .is_private = rows.integer(8) != 0,
            .edition_of = rows.id<TagId>(9),
            .language = rows.text(10),
            .match_run = rows.integer(7)};
}

} // namespace

std::vector<TagRecord> read_tags(sqlite::Connection& db) {
    std::vector<TagRecord> records;
    for (auto rows = db.query(ARNA_SELECT_TAGS "ORDER BY t.id"); rows.next();) records.push_back(tag_of(rows));
    return records;
}

TagKinds read_tag_kinds(sqlite::Connection& db) {
    TagKinds kinds;
    for (auto rows = db.query("SELECT id FROM tag WHERE collapses <> 0"); rows.next();)
        kinds.collapse.insert(rows.id<TagId>(0));
    for (auto rows = db.query("SELECT id FROM tag WHERE drops_withdrawn <> 0"); rows.next();)
        kinds.drop.insert(rows.id<TagId>(0));
    return kinds;
}

TagRecord read_tag(sqlite::Connection& db, TagId tag) {
    auto rows = db.query(ARNA_SELECT_TAGS "WHERE t.id = ?", tag);
    if (!rows.next()) throw StoreFailure("a tag has no state: the database is damaged; restore it from a backup");
    return tag_of(rows);
}

} // namespace arna

#include "daemon/store/sqlite/rows/sources/run_rows.hpp"
#include "daemon/store/sqlite/rows/tag_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <unordered_set>

namespace arna {
namespace {

using sqlite::Connection;
using Names = std::unordered_set<std::string_view>;

std::optional<TagId> find_by_name(Connection& db, const std::string& name) {
    auto rows = db.query("SELECT id FROM tag WHERE name = ?", name);
    return rows.next() ? std::optional(rows.id<TagId>(0)) : std::nullopt;
}

/// The tag that had this slug, unless the configuration still names it.
std::optional<TagId> find_renamed(Connection& db, const std::string& slug, const Names& configured) {
    for (auto rows = db.query("SELECT id, name FROM tag WHERE slug = ? ORDER BY id DESC", slug); rows.next();)
        if (!configured.contains(rows.view(1))) return rows.id<TagId>(0);
    return std::nullopt;
}

TagId add_tag(Connection& db, const TagSetup& setup, Time now) {
    db.run("INSERT INTO tag (name, slug, rule, is_configured, is_behind) VALUES (?, ?, ?, 0, 1)", setup.name,
           setup.slug, setup.rule);
    const auto id = static_cast<TagId>(db.last_row_id());
    db.run("INSERT INTO tag_state (tag, position, version, changed, members) VALUES (?, 0, 0, ?, 0)", id, now);
    return id;
}

/// Whether articles may have come that were not matched by this rule.
bool falls_behind(Connection& db, TagId tag, const std::string& rule) {
    auto rows = db.query("SELECT is_configured = 0 OR rule <> ? FROM tag WHERE id = ?", rule, tag);
    return rows.next() && rows.integer(0) != 0;
}

/// Makes one tag of the configuration known as it stands there; `has_fallen_behind` is set where history must be
/// matched.
TagId sync_tag(Connection& db, const TagSetup& setup, const Names& configured, Time now, bool& has_fallen_behind) {
    auto id = find_by_name(db, setup.name);
    if (!id) id = find_renamed(db, setup.slug, configured);
    if (!id) id = add_tag(db, setup, now);
    const bool is_behind = falls_behind(db, *id, setup.rule);
    db.run("UPDATE tag SET name = ?, slug = ?, rule = ?, is_configured = 2, is_behind = max(is_behind, ?), "
           "is_private = ?, language = ?, edition_of = (SELECT id FROM tag WHERE name = ?), collapses = ?, "
           "drops_withdrawn = ? WHERE id = ?",
           setup.name, setup.slug, setup.rule, is_behind, setup.is_private, setup.language, setup.edition_of,
           setup.collapses, setup.drops_withdrawn, *id);
    has_fallen_behind = has_fallen_behind || is_behind;
    return *id;
}

} // namespace

std::vector<TagRecord> SqliteStore::sync_tags(std::span<const TagSetup> setups, Time now) {
    return write([&](Connection& db) {
        Names configured;
        for (const auto& setup : setups) configured.insert(setup.name);
        std::vector<TagId> ids;
        bool has_fallen_behind = false;
        for (const auto& setup : setups) ids.push_back(sync_tag(db, setup, configured, now, has_fallen_behind));
        if (has_fallen_behind) start_run(db, match_job, 0, now);
        db.run("UPDATE tag SET is_configured = is_configured = 2"); // those just named, and no other
        std::vector<TagRecord> records;
        for (const auto id : ids) records.push_back(read_tag(db, id));
        return records;
    });
}

} // namespace arna

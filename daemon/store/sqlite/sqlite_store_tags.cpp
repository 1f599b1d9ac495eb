#include "daemon/store/sqlite/memberships.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"
#include "daemon/store/sqlite/tag_rows.hpp"

#include <algorithm>
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
    db.run("INSERT INTO tag (name, slug, rule, is_configured, matched_up_to) VALUES (?, ?, ?, 0, 0)", setup.name,
           setup.slug, setup.rule);
    const auto id = static_cast<TagId>(db.last_row_id());
    db.run("INSERT INTO tag_state (tag, position, version, changed, members) VALUES (?, 0, 0, ?, 0)", id, now);
    return id;
}

TagId sync_tag(Connection& db, const TagSetup& setup, const Names& configured, Time now) {
    auto id = find_by_name(db, setup.name);
    if (!id) id = find_renamed(db, setup.slug, configured);
    if (!id) id = add_tag(db, setup, now);
    // What arrived while a tag was away was not matched for it.
    db.run("UPDATE tag SET name = ?1, slug = ?2, rule = ?3, is_configured = 2, "
           "matched_up_to = iif(is_configured = 0 OR rule <> ?3, 0, matched_up_to) WHERE id = ?4",
           setup.name, setup.slug, setup.rule, *id);
    return *id;
}

} // namespace

std::vector<TagRecord> SqliteStore::sync_tags(std::span<const TagSetup> setups, Time now) {
    return write([&](Connection& db) {
        Names configured;
        for (const auto& setup : setups) configured.insert(setup.name);
        std::vector<TagId> ids;
        for (const auto& setup : setups) ids.push_back(sync_tag(db, setup, configured, now));
        db.run("UPDATE tag SET is_configured = is_configured = 2"); // those just named, and no other
        std::vector<TagRecord> records;
        for (const auto id : ids) records.push_back(read_tag(db, id));
        return records;
    });
}

IngestResult SqliteStore::rematch(TagId tag, std::span<const MembershipChange> changes, ArticleId up_to, Time now) {
    return write([&](Connection& db) {
        FeedVersions versions(db, now);
        Memberships memberships(db, versions, now);
        for (const auto& change : changes) {
            const auto places = memberships.places(change.article);
            if (change.is_member) {
                auto article = db.query("SELECT published FROM article WHERE id = ?", change.article);
                if (article.next()) memberships.join(change.article, article.time(0), places, {tag, change.reason});
            } else if (const auto place = std::ranges::find(places, tag, &Memberships::Place::tag);
                       place != places.end()) {
                memberships.leave(*place);
            }
        }
        db.run("UPDATE tag SET matched_up_to = ? WHERE id = ?", up_to, tag);
        IngestResult result;
        versions.report(result);
        versions.save();
        return result;
    });
}

} // namespace arna

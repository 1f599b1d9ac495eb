#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"
#include "daemon/store/sqlite/rows/sources/event_rows.hpp"
#include "daemon/store/sqlite/rows/sources/poll_rows.hpp"
#include "daemon/store/sqlite/rows/sources/watch_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {
namespace {

struct Known {
    SourceId id{};
    std::string url;
};

std::optional<Known> find_source(sqlite::Connection& db, const std::string& name) {
    auto rows = db.query("SELECT id, url FROM source WHERE name = ?", name);
    if (!rows.next()) return std::nullopt;
    return Known{rows.id<SourceId>(0), rows.text(1)};
}

SourceId add_source(sqlite::Connection& db, const SourceSetup& setup, Time now) {
    db.run("INSERT INTO source (name, site, url, title, is_configured, changed) VALUES (?, ?, ?, ?, 1, ?)", setup.name,
           setup.site, setup.url, setup.title, now);
    return static_cast<SourceId>(db.last_row_id());
}

/// Makes one source of the configuration known as it stands there.
SourceId sync_source(sqlite::Connection& db, const SourceSetup& setup, Time now) {
    const auto known = find_source(db, setup.name);
    const auto id = known ? known->id : add_source(db, setup, now);
    if (!known || known->url != setup.url) {
        write_poll(db, id, PollState{});
        forget_seen(db, id);
    }
    db.run("UPDATE source SET url = ?, title = ?, is_configured = 1, priority = ?, max_per_day = ? WHERE id = ?",
           setup.url, setup.title, setup.priority, setup.max_per_day, id);
    return id;
}

} // namespace

std::vector<SourceRecord> SqliteStore::sync_sources(std::span<const SourceSetup> setups, Time now) {
    return write([&](sqlite::Connection& db) {
        db.run("UPDATE source SET is_configured = 0");
        std::vector<SourceRecord> records;
        records.reserve(setups.size());
        for (const auto& setup : setups) records.push_back(read_source(db, sync_source(db, setup, now)));
        db.run("DELETE FROM seen WHERE source IN (SELECT id FROM source WHERE is_configured = 0)");
        return records;
    });
}

void SqliteStore::record(std::span<const std::pair<SourceId, PollState>> polls) {
    write([&](sqlite::Connection& db) {
        for (const auto& [source, poll] : polls) {
            write_change_of_health(db, source, poll);
            write_poll(db, source, poll);
            if (poll.failures == 0 && !poll.is_disabled) note_silence(db, source, poll.succeeded);
            if (poll.is_disabled) forget_seen(db, source); // from now on others may take its articles over
        }
    });
}

} // namespace arna

#include "daemon/store/sqlite/rows/sources/run_rows.hpp"

namespace arna {
namespace {

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_SELECT_RUNS "SELECT job, run, goal, done, is_finished, since FROM history_run "

HistoryRun run_of(const sqlite::Rows& rows) {
    return {.job = rows.text(0),
            .number = rows.integer(1),
            .goal = rows.integer(2),
            .done = rows.id<ArticleId>(3),
            .is_finished = rows.integer(4) != 0,
            .since = rows.time(5)};
}

} // namespace

std::optional<HistoryRun> read_run(sqlite::Connection& db, std::string_view job) {
    auto rows = db.query(ARNA_SELECT_RUNS "WHERE job = ?", job);
    return rows.next() ? std::optional(run_of(rows)) : std::nullopt;
}

std::vector<HistoryRun> read_runs(sqlite::Connection& db) {
    std::vector<HistoryRun> runs;
    for (auto rows = db.query(ARNA_SELECT_RUNS "ORDER BY job"); rows.next();) runs.push_back(run_of(rows));
    return runs;
}

HistoryRun start_run(sqlite::Connection& db, std::string_view job, std::int64_t goal, Time now) {
    db.run("INSERT INTO history_run (job, run, goal, done, is_finished, since) VALUES (?, 1, ?, 0, 0, ?) "
           "ON CONFLICT (job) DO UPDATE SET run = run + 1, goal = excluded.goal, done = 0, is_finished = 0, "
           "since = excluded.since",
           job, goal, now);
    return read_run(db, job).value();
}

} // namespace arna

#include "daemon/store/sqlite/rows/watch_rows.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace arna {
namespace {

using std::chrono::milliseconds;

constexpr auto habit_window = std::chrono::days(28);
constexpr int least_articles = 20; ///< that make a habit
constexpr int most_articles = 1'000;
constexpr std::int64_t pauses_of_silence = 3;
constexpr milliseconds least_silence = std::chrono::days(1);

/// "2d 3h", "9h", "40m"
std::string short_duration(milliseconds time) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time).count();
    const auto days = minutes / (24 * 60), hours = minutes / 60 % 24;
    if (days > 0) return hours > 0 ? fmt::format("{}d {}h", days, hours) : fmt::format("{}d", days);
    return hours > 0 ? fmt::format("{}h", hours) : fmt::format("{}m", minutes);
}

std::string name_of(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT name FROM source WHERE id = ?", source);
    return rows.next() ? rows.text(0) : std::string();
}

} // namespace

void note_gap(sqlite::Connection& db, SourceId source, Time now) {
    db.run("UPDATE poll SET gaps = gaps + 1, last_gap = ? WHERE source = ?", now, source);
}

void note_news(sqlite::Connection& db, SourceId source, Time now) {
    const bool was_silent = db.query("SELECT 1 FROM poll WHERE source = ? AND silent_since IS NOT NULL", source).next();
    db.run("UPDATE poll SET pause = ?, last_new = ?, silent_since = NULL WHERE source = ?",
           longest_pause(db, source).count(), now, source);
    if (was_silent) spdlog::info("no longer silent source={}", name_of(db, source));
}

void note_silence(sqlite::Connection& db, SourceId source, Time now) {
    milliseconds pause{}, silence{};
    {
        auto rows = db.query("SELECT pause, ?2 - last_new FROM poll WHERE source = ?1 AND silent_since IS NULL "
                             "AND pause > 0 AND last_new IS NOT NULL",
                             source, now);
        if (!rows.next()) return;
        pause = milliseconds(rows.integer(0));
        silence = milliseconds(rows.integer(1));
    }
    if (silence < std::max(pauses_of_silence * pause, least_silence)) return;
    db.run("UPDATE poll SET silent_since = ? WHERE source = ?", now, source);
    spdlog::warn("silent: nothing new for {}; its longest pause was {} source={}", short_duration(silence),
                 short_duration(pause), name_of(db, source));
}

milliseconds longest_pause(sqlite::Connection& db, SourceId source) {
    Time newest{}, later{};
    int count = 0;
    milliseconds longest{};
    for (auto rows = db.query("SELECT published FROM article WHERE owner = ? ORDER BY published DESC LIMIT ?", source,
                              most_articles);
         rows.next();) {
        const auto published = rows.time(0);
        if (count == 0) newest = later = published;
        if (published < newest - habit_window) break;
        longest = std::max(longest, std::chrono::floor<milliseconds>(std::exchange(later, published) - published));
        ++count;
    }
    return count < least_articles ? milliseconds(0) : std::max(longest, milliseconds(1));
}

} // namespace arna

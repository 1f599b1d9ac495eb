#include "daemon/store/sqlite/rows/sources/watch_rows.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/sqlite/rows/sources/event_rows.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

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
constexpr auto between_told_gaps = std::chrono::days(1);

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

void note_gap(sqlite::Connection& db, SourceId source, Time now, std::chrono::minutes interval) {
    const bool is_told =
        db.query("SELECT 1 FROM event WHERE source = ? AND kind = 'gap' AND at > ?", source, now - between_told_gaps)
            .next();
    db.run("UPDATE poll SET gaps = gaps + 1, last_gap = ? WHERE source = ?", now, source);
    if (is_told) return;
    write_event(db, {.source = source,
                     .kind = "gap",
                     .at = now,
                     .text = fmt::format("Its document shares no item with the last one; something may have been "
                                         "missed. Poll it every {} or more often.",
                                         short_duration(interval))});
}

void note_burst(sqlite::Connection& db, SourceId source, Time now, std::size_t held) {
    write_event(db, {.source = source,
                     .kind = "burst",
                     .at = now,
                     .text = fmt::format("{} old articles came as new. They are held back from all feeds until "
                                         "'arna poll --accept {}' takes them in.",
                                         held, name_of(db, source))});
}

void note_news(sqlite::Connection& db, SourceId source, Time now) {
    const bool was_silent = db.query("SELECT 1 FROM poll WHERE source = ? AND silent_since IS NOT NULL", source).next();
    db.run("UPDATE poll SET pause = ?, last_new = ?, silent_since = NULL WHERE source = ?",
           longest_pause(db, source).count(), now, source);
    if (!was_silent) return;
    end_event(db, source, "silent", now, fmt::format(" It ended {}: something new came.", format_rfc3339(now)));
    log(events::no_longer_silent, {{"source", name_of(db, source)}});
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
    write_event(db, {.source = source,
                     .kind = "silent",
                     .at = now,
                     .text = fmt::format("Visits succeed, but nothing new came for {}; its longest pause was {}. Look "
                                         "whether it still writes, and at this address.",
                                         short_duration(silence), short_duration(pause))});
    const auto told =
        fmt::format("nothing new for {}; its longest pause was {}", short_duration(silence), short_duration(pause));
    log(events::silent.saying(told), {{"source", name_of(db, source)}});
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

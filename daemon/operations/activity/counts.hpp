#pragma once
#include "daemon/operations/activity/calendar.hpp"
#include "daemon/store/noun/activity_store.hpp"
#include "feeds/text/time.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

/// What status pages and plots count, hour by hour and day by day. Days begin at midnight UTC.
namespace arna {

[[nodiscard]] std::int64_t hour_of(Time time); ///< since 1970
[[nodiscard]] std::int64_t day_of(Time time);

/// What visits came to. `fresh`: something new or revised.
struct PollCounts {
    std::uint32_t fresh = 0, unchanged = 0, failed = 0;

    [[nodiscard]] std::uint32_t total() const { return fresh + unchanged + failed; }
    PollCounts& operator+=(const PollCounts& more) {
        fresh += more.fresh;
        unchanged += more.unchanged;
        failed += more.failed;
        return *this;
    }
    friend bool operator==(const PollCounts&, const PollCounts&) = default;
};

struct HourCounts {
    PollCounts polls;
    std::uint32_t articles = 0;   ///< that were new
    std::uint32_t worst_late = 0; ///< milliseconds: the latest begin of a visit

    HourCounts& operator+=(const HourCounts& more) {
        polls += more.polls;
        articles += more.articles;
        worst_late = std::max(worst_late, more.worst_late);
        return *this;
    }
    friend bool operator==(const HourCounts&, const HourCounts&) = default;
};

using Hours = Calendar<HourCounts, 48>;
using Days = Calendar<std::uint32_t, 30>;

/// Of one source, of one tag, or of all: of a tag, `articles` are those that joined it.
struct SubjectCounts {
    Hours hours;
    Days days; ///< articles

    void add_articles(std::uint32_t count, Time now) {
        hours.at(hour_of(now)).articles += count;
        days.at(day_of(now)) += count;
    }
    /// Of this hour and the 23 before.
    [[nodiscard]] HourCounts last_24_hours(Time now) const { return hours.sum(hour_of(now) - 23, hour_of(now)); }
};

struct ActivityCounts {
    SubjectCounts total;
    std::map<SourceId, SubjectCounts> sources;
    std::map<TagId, SubjectCounts> tags;
};

/// As a row of the store has them.
[[nodiscard]] std::string encode_counts(const SubjectCounts& counts);
/// What encode_counts() wrote; nothing counted where it is something else.
[[nodiscard]] SubjectCounts decode_counts(std::string_view bytes);

[[nodiscard]] ActivityCounts counts_of(std::span<const ActivityRecord> records);

} // namespace arna

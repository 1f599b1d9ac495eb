#include "feeds/page/date/page_dates.hpp"

#include "feeds/page/date/page_zone.hpp"
#include "feeds/page/date/seen_dates.hpp"
#include "feeds/page/date/told_dates.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace arna {
namespace {

/// Lets what is told to programs and what readers see mend each other.
class Decision {
public:
    Decision(const PageSources& sources, std::string_view time_zone, Time now)
        : sources_(sources),
          reader_(date_options(sources.page, sources.metadata, time_zone, now)),
          now_(now),
          zone_is_set_(!time_zone.empty()) {}

    PageDates take() {
        auto told = told_publication(sources_, reader_);
        auto updated = told_update(sources_, reader_);
        if (!told) {
            auto elements = time_elements(sources_, reader_);
            told = std::move(elements.published);
            seen_update_ = std::move(elements.updated);
        }
        if (!zone_is_set_) take_offset(told, updated);
        const bool needs_seen =
            !told || !told->date.has_clock || told->date.civil.offset == 0 || !moment_of(told->date);
        auto seen = needs_seen ? visible_dates(sources_, reader_) : SeenDates();
        if (!seen_update_) seen_update_ = std::move(seen.updated);
        settle(told, seen.published);
        choose_published(told, seen.published);
        choose_updated(updated ? updated : seen_update_);
        return std::move(found_);
    }

private:
    bool publish(const std::optional<ToldDate>& told) {
        if (!told) return false;
        found_.published = moment_of(told->date);
        if (found_.published) found_.published_source = told->source;
        return found_.published.has_value();
    }

    void choose_published(const std::optional<ToldDate>& told, const std::optional<ToldDate>& seen) {
        if (publish(told) || publish(seen) || publish(scripted_publication(sources_, reader_))) return;
        if (const auto day = date_in_address(sources_.page.url())) publish(ToldDate{*day, "address"});
    }

    /// An update before the publication is none. A page that only tells of one was published then.
    void choose_updated(const std::optional<ToldDate>& updated) {
        if (!updated) return;
        const auto moment = lied(updated->date) ? local(updated->date) : moment_of(updated->date);
        if (!moment || (found_.published && *moment < *found_.published)) return;
        found_.updated = moment;
        found_.updated_source = updated->source;
        if (found_.published) return;
        found_.published = found_.updated;
        found_.published_source = found_.updated_source;
    }

    /// Nothing for a date before 1990, or over a day ahead.
    [[nodiscard]] std::optional<Time> moment_of(const PageDate& date) const {
        const auto moment = reader_.options().zone.moment_of(date.civil);
        return moment && *moment <= now_ + std::chrono::days(1) ? moment : std::nullopt;
    }

    [[nodiscard]] std::optional<Time> local(const PageDate& date) const {
        auto civil = date.civil;
        civil.offset.reset();
        return reader_.options().zone.moment_of(civil);
    }

    /// A moment "in UTC" that lies after the visit is of the local clock.
    [[nodiscard]] bool lied(const PageDate& date) const {
        if (date.civil.offset != 0) return false;
        const auto moment = reader_.options().zone.moment_of(date.civil);
        return contradicts_ || (moment && *moment > now_ && local(date) && *local(date) <= now_);
    }

    /// The page's own offset, for clocks that name none.
    void take_offset(const std::optional<ToldDate>& told, const std::optional<ToldDate>& updated) {
        for (const auto* each : {&told, &updated}) {
            if (!*each || (*each)->date.civil.offset.value_or(0) == 0) continue;
            return reader_.set_zone({.name = {}, .offset = (*each)->date.civil.offset});
        }
    }

    static bool same_day(const CivilTime& a, const CivilTime& b) {
        return a.year == b.year && a.month == b.month && a.day == b.day;
    }

    /// Lets the date for readers mend the one for programs.
    void settle(std::optional<ToldDate>& told, const std::optional<ToldDate>& seen) {
        if (!told) return;
        auto& date = told->date;
        if (!date.has_clock && seen && seen->date.has_clock && same_day(date.civil, seen->date.civil)) {
            date = seen->date;
            return;
        }
        const bool same_digits = seen && seen->date.has_clock && !seen->date.civil.offset &&
                                 same_day(date.civil, seen->date.civil) && date.civil.hour == seen->date.civil.hour &&
                                 date.civil.minute == seen->date.civil.minute;
        const auto as_utc = reader_.options().zone.moment_of(date.civil);
        const bool is_ahead = as_utc && *as_utc > now_;
        if (date.civil.offset != 0 || !date.has_clock || !(same_digits || is_ahead)) return;
        const auto as_local = local(date);
        if (!as_local || *as_local == as_utc) return;
        contradicts_ = true;
        date.civil.offset.reset();
        found_.problems.push_back(
            {"date-contradicts", fmt::format("{} says UTC, but it is the local clock", told->source), 0});
    }

    const PageSources& sources_;
    DateReader reader_;
    Time now_;
    bool zone_is_set_;
    bool contradicts_ = false;
    std::optional<ToldDate> seen_update_;
    PageDates found_;
};

} // namespace

PageDates find_dates(const PageSources& sources, std::string_view time_zone, Time now) {
    return Decision(sources, time_zone, now).take();
}

} // namespace arna

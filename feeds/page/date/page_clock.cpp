#include "feeds/page/date/page_clock.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace arna {
namespace {

constexpr int most_elements = 1000;
constexpr std::chrono::minutes wrong_clock{10};

std::optional<Time> local_moment(const PageDate& date, const VisibleDateOptions& options) {
    auto civil = date.civil;
    civil.offset.reset();
    return options.zone.moment_of(civil);
}

} // namespace

std::optional<Time> moment_of(const PageDate& date, const VisibleDateOptions& options) {
    auto moment = options.zone.moment_of(date.civil);
    if (!moment || date.civil.offset != 0) return moment;
    const auto local = local_moment(date, options);
    const bool is_ahead = *moment > options.now && local && *local <= options.now;
    return is_ahead || options.utc_is_local ? local : moment;
}

void mark_rough_dates(std::vector<RawItem>& items, const VisibleDateOptions& options) {
    const auto seconds = [](Time time) {
        return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() % std::chrono::minutes(1);
    };
    for (RawItem& item : items) {
        if (!item.published) continue;
        auto midnight = civil_in_utc(*item.published);
        set_civil_day(midnight, day_of(*item.published, options.zone));
        midnight.hour = midnight.minute = midnight.second = 0;
        midnight.offset.reset();
        // What was counted from the visit has its seconds; what is told with a clock hardly ever.
        const auto visit = seconds(options.now);
        const bool is_counted = visit.count() != 0 && seconds(*item.published) == visit;
        item.is_published_rough = is_counted || options.zone.moment_of(midnight) == item.published;
    }
}

bool calls_local_clock_utc(const PageView& page, const VisibleDateOptions& options) {
    const HtmlTree& tree = page.tree();
    int looked = 0;
    for (std::uint32_t i = 0; i < tree.size() && looked < most_elements; ++i) {
        const NodeId id{i};
        if (!tree.is(id, HtmlTag::time)) continue;
        ++looked;
        const auto date = read_machine_date(tree.value(id, "datetime"));
        if (!date || !date->has_clock || date->civil.offset != 0) continue;
        const auto moment = options.zone.moment_of(date->civil);
        const auto local = local_moment(*date, options);
        if (!moment || !local || *local == *moment) continue;
        if (*moment > options.now + wrong_clock && *local <= options.now) return true;
        const auto shown = find_date(page.line(id, 200), options);
        if (shown && shown->has_clock && !shown->civil.offset && options.zone.moment_of(shown->civil) == local)
            return true;
    }
    return false;
}

} // namespace arna

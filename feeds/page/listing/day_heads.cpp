#include "feeds/page/listing/day_heads.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

struct Clock {
    int hour = 0, minute = 0;
    bool has_two_digits = false; ///< and a colon: a score or a price is rarely written so
};

/// Two numbers with ':' or '.' between them, and nothing else: a clock, a score, a price.
bool is_pair(std::string_view text) {
    const auto sign = text.find_first_of(":.");
    const auto is_number = [](std::string_view part) {
        return !part.empty() && std::ranges::all_of(part, is_ascii_digit);
    };
    return sign != std::string_view::npos && is_number(text.substr(0, sign)) && is_number(text.substr(sign + 1));
}

/// "10:30", "9.05"
std::optional<Clock> clock_in(std::string_view text) {
    const auto sign = text.find_first_of(":.");
    if (!is_pair(text) || sign > 2 || text.size() != sign + 3) return std::nullopt;
    Clock clock{.has_two_digits = sign == 2 && text[sign] == ':'};
    for (const char c : text.substr(0, sign)) clock.hour = clock.hour * 10 + (c - '0');
    for (const char c : text.substr(sign + 1)) clock.minute = clock.minute * 10 + (c - '0');
    return clock.hour < 24 && clock.minute < 60 ? std::optional(clock) : std::nullopt;
}

/// Knows the clocks of a list from scores and prices by how they are written and where they stand in its parts.
class Clocks {
public:
    Clocks(const PageView& page, const std::vector<NodeId>& boxes) : page_(page), tree_(page.tree()), boxes_(boxes) {
        for (const NodeId box : boxes) {
            for_each_pair(box, [&](std::string_view text, NodeId id) {
                Place& place = places_[place_of(id)];
                const auto clock = clock_in(text);
                place.has_other |= !clock;
                if (!clock || place.last == box) return;
                place.last = box;
                ++place.boxes;
                place.has_two_digits |= clock->has_two_digits;
            });
        }
    }

    [[nodiscard]] std::optional<Clock> of(NodeId box) const {
        std::optional<Clock> found;
        for_each_pair(box, [&](std::string_view text, NodeId id) {
            const auto clock = clock_in(text);
            if (!found && clock && is_clock(*clock, id)) found = clock;
        });
        return found;
    }

private:
    struct Place {
        std::size_t boxes = 0;
        NodeId last = no_node; ///< of them
        bool has_two_digits = false;
        bool has_other = false; ///< what can be no clock
    };

    template <class Do>
    void for_each_pair(NodeId box, Do what) const {
        for (std::uint32_t i = index_of(box); i < index_of(tree_[box].end); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || !page_.is_shown(id)) continue;
            if (const auto text = trim_html_space(tree_[id].text); is_pair(text)) what(text, id);
        }
    }

    [[nodiscard]] std::string place_of(NodeId text) const {
        constexpr std::size_t longest = 100; // bytes
        const NodeId parent = tree_[text].parent;
        return std::string(tree_.name(parent)) + ' ' + std::string(tree_.value(parent, "class").substr(0, longest));
    }

    [[nodiscard]] bool is_clock(const Clock& clock, NodeId text) const {
        const NodeId parent = tree_[text].parent;
        if (tree_.is(parent, HtmlTag::time) || page_.hints(parent).has(NameHint::date)) return true;
        const Place& place = places_.at(place_of(text));
        if (place.has_other) return false;
        return clock.has_two_digits || (place.has_two_digits && place.boxes * 2 > boxes_.size());
    }

    const PageView& page_;
    const HtmlTree& tree_;
    const std::vector<NodeId>& boxes_;
    std::map<std::string, Place> places_; ///< by the name and the class of what a text stands in
};

class DayHeads {
public:
    DayHeads(const PageView& page, const VisibleDateOptions& dates) : page_(page), tree_(page.tree()), dates_(dates) {}

    void date(BoxList& list) {
        NodeId around = list.boxes.front();
        while (around != no_node && !(tree_.is_within(list.boxes.back(), around) && around != list.boxes.front()))
            around = tree_[around].parent;
        if (around == no_node) return;
        const Clocks clocks(page_, list.boxes);
        std::vector<std::optional<Time>> moments(list.boxes.size());
        std::optional<PageDate> day;
        auto latest = std::chrono::sys_days(arna::day_of(dates_.now, dates_.zone));
        std::size_t days = 0, item = 0;
        for (std::uint32_t i = index_of(around) + 1; i < index_of(tree_[around].end) && item < list.boxes.size();) {
            const NodeId id{i};
            if (id == list.boxes[item]) {
                if (!day) return; // what stands above the first day is of none of them
                moments[item++] = moment_of(*day, clocks.of(id));
                i = std::max(i + 1, index_of(tree_[id].end));
                continue;
            }
            if (auto head = day_in(id)) {
                if (!may_follow(*head, latest)) return;
                day = std::move(head);
                latest = day_of(*day);
                ++days;
            }
            ++i;
        }
        if (days < 2 || item < list.boxes.size()) return;
        for (std::size_t n = 0; n < moments.size(); ++n) list.items[n].item.published = moments[n];
    }

private:
    static std::chrono::sys_days day_of(const PageDate& date) {
        return std::chrono::year(date.civil.year) / date.civil.month / date.civil.day;
    }

    /// News go back from today, what is to come goes on from it. A day without a year is one of the last twelve months,
    /// also where the next ones are meant.
    static bool may_follow(const PageDate& head, std::chrono::sys_days latest) {
        constexpr std::chrono::days longest_pause(180);
        const auto day = day_of(head);
        return day <= latest && (head.has_year || latest - day <= longest_pause);
    }

    /// The day that a text is, and little else: "28 қараша 2026, сенбі".
    [[nodiscard]] std::optional<PageDate> day_in(NodeId id) const {
        if (tree_[id].kind != NodeKind::text || !page_.is_shown(id)) return std::nullopt;
        constexpr std::size_t longest = 80, most_else = 25; // bytes: the name of a day of the week
        const auto text = trim_html_space(tree_[id].text);
        if (text.empty() || text.size() > longest) return std::nullopt;
        auto date = find_date(text, dates_);
        if (!date || date->has_clock || text.size() - (date->end - date->begin) > most_else) return std::nullopt;
        return date;
    }

    [[nodiscard]] std::optional<Time> moment_of(const PageDate& day, const std::optional<Clock>& clock) const {
        auto civil = day.civil;
        if (clock) {
            civil.hour = clock->hour;
            civil.minute = clock->minute;
        }
        const auto moment = dates_.zone.moment_of(civil);
        return moment && *moment <= dates_.now ? moment : std::nullopt;
    }

    const PageView& page_;
    const HtmlTree& tree_;
    const VisibleDateOptions& dates_;
};

} // namespace

void date_by_day_heads(const PageView& page, BoxList& list, const VisibleDateOptions& dates) {
    const bool has_dates =
        std::ranges::any_of(list.items, [](const ItemBox& box) { return box.item.published || box.item.updated; });
    if (list.boxes.size() < 2 || has_dates) return;
    DayHeads(page, dates).date(list);
}

} // namespace arna

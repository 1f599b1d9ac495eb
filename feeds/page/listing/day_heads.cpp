#include "feeds/page/listing/day_heads.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

struct Clock {
    int hour = 0, minute = 0;
};

/// "10:30", "9.05"
std::optional<Clock> clock_in(std::string_view text) {
    text = trim_html_space(text);
    const auto sign = text.find_first_of(":.");
    if (sign == std::string_view::npos || sign < 1 || sign > 2 || text.size() != sign + 3) return std::nullopt;
    const auto number = [](std::string_view digits) {
        int value = 0;
        for (const char c : digits) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const Clock clock{number(text.substr(0, sign)), number(text.substr(sign + 1))};
    const bool is_one = clock.hour >= 0 && clock.hour < 24 && clock.minute >= 0 && clock.minute < 60;
    return is_one ? std::optional(clock) : std::nullopt;
}

class DayHeads {
public:
    DayHeads(const PageView& page, const VisibleDateOptions& dates) : page_(page), tree_(page.tree()), dates_(dates) {}

    void date(BoxList& list) {
        NodeId around = list.boxes.front();
        while (around != no_node && !(tree_.is_within(list.boxes.back(), around) && around != list.boxes.front()))
            around = tree_[around].parent;
        if (around == no_node) return;
        std::vector<std::optional<Time>> moments(list.boxes.size());
        std::optional<PageDate> day;
        std::size_t days = 0, item = 0;
        for (std::uint32_t i = index_of(around) + 1; i < index_of(tree_[around].end) && item < list.boxes.size();) {
            const NodeId id{i};
            if (id == list.boxes[item]) {
                if (!day) return; // what stands above the first day is of none of them
                moments[item++] = moment_of(*day, id);
                i = std::max(i + 1, index_of(tree_[id].end));
                continue;
            }
            if (auto head = day_in(id)) {
                day = std::move(head);
                ++days;
            }
            ++i;
        }
        if (days < 2 || item < list.boxes.size()) return;
        for (std::size_t n = 0; n < moments.size(); ++n) list.items[n].item.published = moments[n];
    }

private:
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

    [[nodiscard]] std::optional<Time> moment_of(const PageDate& day, NodeId box) const {
        auto civil = day.civil;
        for (std::uint32_t i = index_of(box); i < index_of(tree_[box].end); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || !page_.is_shown(id)) continue;
            if (const auto clock = clock_in(tree_[id].text)) {
                civil.hour = clock->hour;
                civil.minute = clock->minute;
                break;
            }
        }
        const auto moment = dates_.zone.moment_of(civil);
        return moment && *moment <= dates_.now + std::chrono::days(1) ? moment : std::nullopt;
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

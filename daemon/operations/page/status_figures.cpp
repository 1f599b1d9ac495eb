#include "daemon/operations/page/status_figures.hpp"

#include "daemon/operations/page/figure.hpp"
#include "daemon/operations/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t busiest = 5;
constexpr std::uint32_t lateness_mark = 60'000; ///< milliseconds

/// A number of each of the last 48 hours, the oldest first.
std::vector<std::uint32_t> by_hour(const Hours& hours, Time now, const auto& number) {
    std::vector<std::uint32_t> values;
    values.reserve(Hours::size);
    for (std::size_t i = Hours::size; i-- > 0;)
        values.push_back(number(hours.of(hour_of(now) - static_cast<std::int64_t>(i))));
    return values;
}

std::uint64_t sum_of(std::span<const std::uint32_t> values) {
    std::uint64_t sum = 0;
    for (const auto value : values) sum += value;
    return sum;
}

/// "14:00", of each slot.
std::string hour_label(Time now, std::size_t slot) {
    const auto hour = hour_of(now) - static_cast<std::int64_t>(Hours::size - 1 - slot);
    return fmt::format("{:02}:00", (hour % 24 + 24) % 24);
}

std::vector<std::string> labels_of(Time now, const auto& label) {
    std::vector<std::string> labels;
    for (std::size_t slot = 0; slot < Hours::size; ++slot)
        labels.push_back(fmt::format("{} UTC: {}", hour_label(now, slot), label(slot)));
    return labels;
}

void begin_figure(XmlWriter& html, std::string_view caption, std::string_view most) {
    html.line_break();
    html.start("figure");
    html.start("figcaption");
    html.element("b", caption);
    if (!most.empty()) html.element("span", most);
    html.end();
}

void end_figure(XmlWriter& html, std::span<const Series> legend) {
    html.start("div");
    html.attribute("class", "axis");
    for (const std::string_view mark : {"48 h ago", "24 h ago", "now"}) html.element("span", mark);
    html.end();
    if (!legend.empty()) {
        html.start("ul");
        html.attribute("class", "legend");
        for (const auto& one : legend) {
            html.start("li");
            html.start("svg");
            html.attribute("aria-hidden", "true");
            html.attribute("viewBox", "0 0 10 10");
            html.start("path");
            html.attribute("class", one.style);
            html.attribute("d", "M0 0h10v10h-10z");
            html.end();
            html.end();
            html.text(one.name);
            html.end();
        }
        html.end();
    }
    html.end();
}

void write_nothing(XmlWriter& html, std::string_view caption, std::string_view why) {
    begin_figure(html, caption, {});
    html.start("div");
    html.attribute("class", "none");
    html.text(why);
    html.end();
    html.end();
}

/// The busiest sources by name, and the others together.
std::vector<Series> articles_by_source(const ServiceStatus& status) {
    constexpr std::array<std::string_view, busiest> styles{"c0", "c1", "c2", "c3", "c4"};
    const auto articles = [](const HourCounts& hour) { return hour.articles; };
    std::vector<Series> all;
    for (const auto& source : status.sources) {
        auto values = by_hour(source.activity.hours, status.now, articles);
        if (sum_of(values) > 0) all.push_back({.name = source.record.name, .style = {}, .values = std::move(values)});
    }
    std::ranges::sort(all, {}, [](const Series& one) {
        return std::pair(-static_cast<std::int64_t>(sum_of(one.values)), std::string_view(one.name));
    });
    all.resize(std::min(all.size(), busiest));
    Series others{.name = "others",
                  .style = "c5",
                  .values = by_hour(status.activity.hours, status.now, articles)}; // also of sources that have left
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].style = styles[i];
        for (std::size_t slot = 0; slot < Hours::size; ++slot)
            others.values[slot] -= std::min(others.values[slot], all[i].values[slot]);
    }
    if (sum_of(others.values) > 0) all.push_back(std::move(others));
    return all;
}

void write_articles(XmlWriter& html, const ServiceStatus& status) {
    constexpr std::string_view caption = "New articles an hour";
    const auto series = articles_by_source(status);
    const auto most = tallest(series);
    if (most == 0) return write_nothing(html, caption, "no new articles in 48 hours");
    const auto sums = by_hour(status.activity.hours, status.now, [](const HourCounts& hour) { return hour.articles; });
    begin_figure(html, caption, fmt::format("at most {}", grouped(most)));
    const auto labels = labels_of(status.now, [&](std::size_t slot) { return counted(sums[slot], "article"); });
    write_stack(html,
                fmt::format("New articles in each of the last 48 hours, by source: {} in all, at most {} an hour",
                            grouped(static_cast<std::int64_t>(sum_of(sums))), grouped(most)),
                series, labels);
    end_figure(html, series);
}

void write_polls(XmlWriter& html, const ServiceStatus& status) {
    const auto& hours = status.activity.hours;
    const std::vector<Series> series{
        {.name = "something new",
         .style = "new",
         .values = by_hour(hours, status.now, [](const HourCounts& hour) { return hour.polls.fresh; })},
        {.name = "nothing new",
         .style = "same",
         .values = by_hour(hours, status.now, [](const HourCounts& hour) { return hour.polls.unchanged; })},
        {.name = "failed", .style = "failed", .values = by_hour(hours, status.now, [](const HourCounts& hour) {
                                                  return hour.polls.failed;
                                              })}};
    const auto labels = labels_of(status.now, [&](std::size_t slot) {
        return fmt::format("{} new, {} unchanged, {} failed", series[0].values[slot], series[1].values[slot],
                           series[2].values[slot]);
    });
    begin_figure(html, "Polls an hour", fmt::format("at most {}", grouped(tallest(series))));
    write_stack(html,
                fmt::format("Polls in each of the last 48 hours: {} brought something new, {} nothing, {} failed",
                            sum_of(series[0].values), sum_of(series[1].values), sum_of(series[2].values)),
                series, labels);
    end_figure(html, series);
}

void write_lateness(XmlWriter& html, const ServiceStatus& status) {
    const auto values =
        by_hour(status.activity.hours, status.now, [](const HourCounts& hour) { return hour.worst_late; });
    const auto worst = std::ranges::max(values);
    const auto in_words = [](std::uint32_t late) {
        return late < 1'000 ? fmt::format("{} ms", late) : span_text(std::chrono::seconds(late / 1'000));
    };
    const auto labels = labels_of(status.now, [&](std::size_t slot) { return in_words(values[slot]); });
    begin_figure(html, "Worst lateness an hour", "at worst " + in_words(worst));
    write_line(
        html,
        fmt::format("How late the latest poll of each of the last 48 hours began: at worst {}; the dashed line is at "
                    "one minute",
                    in_words(worst)),
        values, std::max(worst, lateness_mark) / 10 * 11, lateness_mark, labels);
    end_figure(html, {});
}

} // namespace

void write_figures(XmlWriter& html, const ServiceStatus& status) {
    html.line_break();
    html.start("div");
    html.attribute("class", "figures");
    const auto polls = status.activity.hours.sum(hour_of(status.now) - 47, hour_of(status.now)).polls.total();
    if (polls == 0) {
        for (const std::string_view caption : {"New articles an hour", "Polls an hour", "Worst lateness an hour"})
            write_nothing(html, caption, "no polls yet");
    } else {
        write_articles(html, status);
        write_polls(html, status);
        write_lateness(html, status);
    }
    html.end();
}

} // namespace arna

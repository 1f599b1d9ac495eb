#include "daemon/operations/page/status_page.hpp"

#include "daemon/operations/page/figure.hpp"
#include "daemon/operations/page/status_figures.hpp"
#include "daemon/operations/page/status_style.hpp"
#include "daemon/operations/words.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/write/xml_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

using std::chrono::seconds;

/// More rows than this are no page any more; /status.json has all.
constexpr std::size_t most_rows = 1'000;

void write_time(XmlWriter& html, Time time, std::string_view text) {
    html.start("time");
    html.attribute("datetime", format_rfc3339(time));
    html.attribute("title", format_rfc3339(time));
    html.text(text);
    html.end();
}

void write_ago(XmlWriter& html, Time then, Time now) {
    write_time(html, then, rough_span(std::chrono::floor<seconds>(now - then)) + " ago");
}

/// `label` stands for the head of the column where the page is narrow.
void cell(XmlWriter& html, std::string_view style, std::string_view label = {}) {
    html.start("td");
    html.attribute("class", style);
    html.optional_attribute("data-label", label);
}

/// The last 30 days, the oldest first.
std::vector<std::uint32_t> by_day(const Days& days, Time now) {
    std::vector<std::uint32_t> values;
    for (std::size_t i = Days::size; i-- > 0;) values.push_back(days.of(day_of(now) - static_cast<std::int64_t>(i)));
    return values;
}

void write_days(XmlWriter& html, const Days& days, Time now, std::string_view what) {
    const auto values = by_day(days, now);
    std::int64_t sum = 0;
    for (const auto value : values) sum += value;
    write_bars(html, fmt::format("{} of 30 days: {} in all, {} today", what, grouped(sum), grouped(values.back())),
               values);
}

/// A cell for each hour: failed if any poll of it failed, else whether one brought something.
void write_hours(XmlWriter& html, const Hours& hours, Time now) {
    std::array<std::string_view, Hours::size> styles;
    PollCounts all;
    for (std::size_t slot = 0; slot < styles.size(); ++slot) {
        const auto hour = hours.of(hour_of(now) - static_cast<std::int64_t>(styles.size() - 1 - slot)).polls;
        all += hour;
        styles[slot] = hour.failed > 0 ? "failed" : hour.fresh > 0 ? "new" : hour.unchanged > 0 ? "same" : "";
    }
    if (all.total() == 0) return html.element("small", "no polls yet");
    write_cells(html,
                fmt::format("Polls of 48 hours: {} brought something new, {} nothing, {} failed", all.fresh,
                            all.unchanged, all.failed),
                styles);
}

std::string_view state_name(SourceHealth health) {
    return health == SourceHealth::never ? "never polled" : health_name(health);
}

void write_pages(XmlWriter& html, const SourceWatch& watch, Time now) {
    if (watch.pages_waiting + watch.pages_read + watch.pages_refused > 0)
        html.element("small", fmt::format("pages: {} waiting, {} read, {} refused", grouped(watch.pages_waiting),
                                          grouped(watch.pages_read), grouped(watch.pages_refused)));
    if (watch.pages_paused && *watch.pages_paused > now)
        html.element("small", fmt::format("{}; none is asked for until {}", watch.pages_paused_for,
                                          format_rfc3339(*watch.pages_paused)));
}

void write_state(XmlWriter& html, const SourceStatus& source, Time now) {
    const auto& poll = source.record.poll;
    cell(html, "wide");
    html.start("span");
    html.attribute("class", "state");
    html.text(state_name(source.health));
    html.end();
    if (poll.failing_since != Time{} && source.health != SourceHealth::ok) {
        html.text(" for ");
        write_time(html, poll.failing_since, rough_span(std::chrono::floor<seconds>(now - poll.failing_since)));
    }
    if (source.health == SourceHealth::silent) {
        html.text(" for ");
        const auto since = *source.record.watch.silent_since;
        write_time(html, since, rough_span(std::chrono::floor<seconds>(now - since)));
    }
    if (const auto& watch = source.record.watch; watch.held > 0)
        html.element("small", fmt::format("held: {}; 'arna poll --accept {}' takes them in", grouped(watch.held),
                                          source.record.name));
    write_pages(html, source.record.watch, now);
    if (const auto& watch = source.record.watch; watch.gaps > 0 && watch.last_gap) {
        html.start("small");
        html.text(fmt::format("gaps: {}, last ", grouped(watch.gaps)));
        write_ago(html, *watch.last_gap, now);
        html.end();
    }
    if (!source.is_enabled) html.element("small", "switched off in the configuration");
    if (!poll.error.empty())
        html.element("small",
                     poll.failures > 1 ? fmt::format("{}, {} times in a row", poll.error, poll.failures) : poll.error);
    if (source.is_enabled && source.health == SourceHealth::off)
        html.element("small", fmt::format("'arna poll --now {}' tries it again", source.record.name));
    if (!poll.moved_url.empty()) html.element("small", "moved to " + masked_url(poll.moved_url));
    html.end();
}

void write_next(XmlWriter& html, const SourceStatus& source, Time now) {
    const auto& poll = source.record.poll;
    cell(html, "time", "Next poll");
    if (source.health != SourceHealth::off && poll.due != Time{}) {
        const auto left = std::chrono::floor<seconds>(poll.due - now);
        if (left < -std::chrono::minutes(1))
            write_time(html, poll.due, "late by " + span_text(-left));
        else
            write_time(html, poll.due, left <= seconds(0) ? std::string("now") : "in " + span_text(left));
        if (!poll.lengthened_by.empty()) html.element("small", poll.lengthened_by);
    }
    html.end();
}

void write_source(XmlWriter& html, const SourceStatus& source, Time now) {
    const auto& poll = source.record.poll;
    html.line_break();
    html.start("tr");
    html.attribute("class", health_name(source.health));
    html.start("th");
    html.attribute("scope", "row");
    html.start("span");
    html.attribute("class", "name");
    html.text(source.record.name);
    html.end();
    if (const auto title = title_of(source.record); title != source.record.name) html.element("small", title);
    if (const auto url = masked_url(source.record.url); !url.empty()) {
        html.start("small");
        html.attribute("class", "url");
        html.attribute("title", url);
        html.text(url);
        html.end();
    }
    html.end();
    write_state(html, source, now);
    cell(html, "wide");
    write_hours(html, source.activity.hours, now);
    html.end();
    cell(html, "wide");
    write_days(html, source.activity.days, now, "Articles");
    html.end();
    cell(html, "count", "Articles");
    html.text(grouped(source.articles));
    html.element("small", fmt::format("{} in 24 h", source.activity.last_24_hours(now).articles));
    html.end();
    cell(html, "time", "Last poll");
    if (poll.tried != Time{}) write_ago(html, poll.tried, now);
    html.end();
    write_next(html, source, now);
    html.end();
}

void begin_table(XmlWriter& html, std::string_view id, std::string_view title,
                 std::initializer_list<std::string_view> columns) {
    html.line_break();
    html.start("h2");
    html.attribute("id", id);
    html.text(title);
    html.end();
    html.start("table");
    html.attribute("aria-labelledby", id);
    html.start("thead");
    html.start("tr");
    for (const auto column : columns) {
        html.start("th");
        html.attribute("scope", "col");
        html.text(column);
        html.end();
    }
    html.end();
    html.end();
    html.start("tbody");
}

void end_table(XmlWriter& html) {
    html.end();
    html.end();
}

void write_sources(XmlWriter& html, const ServiceStatus& status) {
    if (status.sources.empty()) return;
    std::vector<const SourceStatus*> order;
    for (const auto& source : status.sources) order.push_back(&source);
    std::ranges::sort(order, {}, [](const SourceStatus* one) { // failing, off, silent, never polled, ok
        return std::pair(one->health, std::string_view(one->record.name));
    });
    begin_table(html, "sources", "Sources",
                {"Source", "State", "Polls of 48 hours", "Articles of 30 days", "Articles", "Last poll", "Next poll"});
    const auto shown = std::min(order.size(), most_rows);
    for (std::size_t i = 0; i < shown; ++i) write_source(html, *order[i], status.now);
    end_table(html);
    if (shown < order.size())
        html.element("p", fmt::format("{} more; status.json has all of them.",
                                      grouped(static_cast<std::int64_t>(order.size() - shown))));
}

void write_tag(XmlWriter& html, const TagStatus& tag, Time now) {
    html.line_break();
    html.start("tr");
    html.start("th");
    html.attribute("scope", "row");
    html.start("span");
    html.attribute("class", "name");
    html.text(tag.record.name);
    html.end();
    if (tag.record.slug != tag.record.name) html.element("small", tag.record.slug);
    html.end();
    cell(html, "wide");
    write_days(html, tag.activity.days, now, "Articles that joined");
    html.end();
    cell(html, "count", "Members");
    html.text(grouped(tag.members));
    html.element("small", fmt::format("{} in 24 h", tag.activity.last_24_hours(now).articles));
    html.end();
    cell(html, "time", "Last change");
    if (tag.members > 0) write_ago(html, tag.record.state.changed, now);
    html.end();
    html.end();
}

void write_tags(XmlWriter& html, const ServiceStatus& status) {
    if (status.tags.empty()) return;
    begin_table(html, "tags", "Tags", {"Tag", "Articles of 30 days", "Members", "Last change"});
    for (std::size_t i = 0; i < std::min(status.tags.size(), most_rows); ++i)
        write_tag(html, status.tags[i], status.now);
    end_table(html);
}

std::string sums(const ServiceStatus& status) {
    std::string states;
    for (const auto health : {SourceHealth::ok, SourceHealth::silent, SourceHealth::broken, SourceHealth::failing,
                              SourceHealth::off, SourceHealth::never})
        if (const auto sources = count(status, health); sources > 0)
            states += fmt::format("{}{} {}", states.empty() ? ": " : ", ", grouped(static_cast<std::int64_t>(sources)),
                                  state_name(health));
    const auto day = status.activity.last_24_hours(status.now);
    return fmt::format("{}{}. {}. {}, {} new in 24 hours.",
                       counted(static_cast<std::int64_t>(status.sources.size()), "source"), states,
                       counted(static_cast<std::int64_t>(status.tags.size()), "tag"),
                       counted(status.articles, "article"), grouped(day.articles));
}

void write_head(XmlWriter& html) {
    html.start("head");
    html.start("meta");
    html.attribute("charset", "utf-8");
    html.end();
    html.start("meta");
    html.attribute("name", "viewport");
    html.attribute("content", "width=device-width, initial-scale=1");
    html.end();
    html.element("title", "arna: status");
    html.start("link");
    html.attribute("rel", "alternate");
    html.attribute("type", "application/atom+xml");
    html.attribute("title", "Operations");
    html.attribute("href", "ops.atom");
    html.end();
    html.element("style", status_style);
    html.end();
}

void write_title(XmlWriter& html, const ServiceStatus& status) {
    html.start("h1");
    html.text("arna " + status.version + " ");
    html.start("small");
    if (!status.is_ready) html.attribute("class", "not");
    html.text(status.is_ready ? "ready" : "not ready");
    html.end();
    html.end();
    html.element("p", sums(status));
    for (const auto& job : status.history)
        html.element("p", fmt::format("Working over the history ({}): {} of {} articles.", job.name,
                                      grouped(static_cast<std::int64_t>(job.done)),
                                      grouped(static_cast<std::int64_t>(job.of))));
    html.start("p");
    html.attribute("class", "quiet");
    if (status.started)
        html.text(fmt::format("Up {}. ", span_text(std::chrono::floor<seconds>(status.now - *status.started))));
    html.text("As of ");
    write_time(html, status.now, format_rfc3339(status.now));
    html.text("; all times are UTC. Also as ");
    const auto link = [&](std::string_view path) {
        html.start("a");
        html.attribute("href", path);
        html.text(path);
        html.end();
    };
    link("status.json");
    html.text(", ");
    link("metrics");
    html.text(" and ");
    link("ops.atom");
    html.text(".");
    html.end();
}

} // namespace

std::string status_page(const ServiceStatus& status) {
    XmlWriter html(XmlWriter::Syntax::html);
    html.start("html");
    html.attribute("lang", "en");
    write_head(html);
    html.start("body");
    html.start("main");
    write_title(html, status);
    write_figures(html, status);
    write_sources(html, status);
    write_tags(html, status);
    html.end();
    html.end();
    html.end();
    return std::move(html).take();
}

} // namespace arna

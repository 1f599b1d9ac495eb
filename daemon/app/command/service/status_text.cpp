#include "daemon/app/command/service/status_text.hpp"

#include "daemon/app/terminal/local_time.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/terminal.hpp"
#include "daemon/app/terminal/wrapped.hpp"
#include "daemon/control/json_members.hpp"
#include "daemon/operations/words.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::string_view between = "   ";
// In columns. A longer name moves what stands behind it; a longer state takes the place of the time of the last poll.
constexpr std::size_t widest_name = 24, widest_state = 40;

std::string text(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? shown_text(value->get_string()) : std::string();
}

std::optional<Time> moment(const json::object& object, std::string_view key) { return parse_date(text(object, key)); }

std::vector<const json::object*> list(const json::object& status, std::string_view key) {
    std::vector<const json::object*> found;
    const auto* value = status.if_contains(key);
    if (value == nullptr || !value->is_array()) return found;
    for (const auto& one : value->get_array())
        if (one.is_object()) found.push_back(&one.get_object());
    return found;
}

constexpr std::chrono::hours a_day(24);

/// "21 Nov", with the year where it is another one.
std::string date(Time time, Time now) {
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto then = local_time(time);
    auto day = fmt::format("{} {}", then.tm_mday, months.at(static_cast<std::size_t>(then.tm_mon)));
    return then.tm_year == local_time(now).tm_year ? day : fmt::format("{} {}", day, then.tm_year + 1900);
}

std::string ago(Time then, Time now) {
    const auto since = std::chrono::floor<seconds>(now - then);
    return since >= a_day ? date(then, now) : rough_span(since) + " ago";
}

/// "21 Nov", today "10:55"
std::string since(Time then, Time now) {
    if (now - then >= a_day) return date(then, now);
    const auto at = local_time(then);
    return fmt::format("{:02}:{:02}", at.tm_hour, at.tm_min);
}

std::string next_poll(const json::object& source, Time now) {
    const auto due = moment(source, "next_poll");
    if (!due) return {};
    const auto left = std::chrono::floor<seconds>(*due - now);
    if (left < -std::chrono::minutes(1)) return "late by " + span_text(-left);
    auto when = left <= seconds(0) ? "next now"
                : left >= a_day    ? "next on " + date(*due, now)
                                   : "next in " + span_text(left);
    const auto why = text(source, "lengthened_by");
    return why.empty() ? when : fmt::format("{} ({})", when, why);
}

std::string padded(std::string text, std::size_t columns) {
    const auto has = code_points(text);
    if (has < columns) text.append(columns - has, ' ');
    return text;
}

struct Health {
    std::string_view name;    ///< in JSON
    std::string_view heading; ///< of its section, and in the sums
};
constexpr auto healths = std::to_array<Health>({{"broken", "broken"},
                                                {"failing", "failing"},
                                                {"off", "off"},
                                                {"silent", "silent"},
                                                {"never", "never polled"},
                                                {"ok", "ok"}});

std::string why_off(const json::object& source, Time now) {
    const auto* enabled = source.if_contains("enabled");
    if (enabled != nullptr && !is_true(source, "enabled")) return "switched off in the configuration";
    const auto begun = moment(source, "failing_since");
    return fmt::format("{}{}; 'arna poll --now {}' tries it again", count_of(source, "status") == 410 ? "410" : "off",
                       begun ? " since " + since(*begun, now) : "", text(source, "name"));
}

std::string why_failing(const json::object& source) {
    auto error = text(source, "error");
    const auto status = count_of(source, "status");
    if (status == 429 || text(source, "lengthened_by") == "Retry-After")
        return fmt::format("{}, asked to stay away", status == 0 ? error : std::to_string(status));
    constexpr std::string_view page = "it is a web page", no_feed = ", and no feed";
    if (error.starts_with(page)) {
        error.erase(0, std::string_view("it is ").size());
        if (const auto at = error.rfind(no_feed); at != std::string::npos) {
            const auto end = error.find("?)", at); // behind what it asks
            error.erase(at, end == std::string::npos ? no_feed.size() : end + 2 - at);
        }
    }
    return error;
}

std::string why_silent(const json::object& source, Time now) {
    const auto begun = moment(source, "silent_since");
    return fmt::format("nothing new for long{}", begun ? ", noticed " + ago(*begun, now) : "");
}

/// ", pages: 3 waiting, 120 read, 4 refused; 403 to 3 pages in a row, none is asked for until 10:55"
std::string page_notes(const json::object& pages) {
    std::string notes;
    if (pages.contains("read"))
        notes = fmt::format(", pages: {} waiting, {} read, {} refused", grouped(count_of(pages, "waiting")),
                            grouped(count_of(pages, "read")), grouped(count_of(pages, "refused")));
    if (const auto until = moment(pages, "paused_until"))
        notes += fmt::format("; {}, none is asked for until {}", text(pages, "paused_for"), local_minute(*until));
    return notes;
}

/// What may be missing and what waits: ", gaps: 3, last 2026-03-15 10:55, held: 46".
std::string watch_notes(const json::object& source) {
    std::string notes;
    if (const auto gaps = count_of(source, "gaps"); gaps > 0) {
        notes += fmt::format(", gaps: {}", grouped(gaps));
        if (const auto last = moment(source, "last_gap")) notes += fmt::format(", last {}", local_minute(*last));
    }
    if (const auto held = count_of(source, "held"); held > 0) notes += fmt::format(", held: {}", grouped(held));
    if (const auto* pages = source.if_contains("pages")) notes += page_notes(pages->as_object());
    return notes;
}

/// What stands behind the name.
std::string state_of(const json::object& source, std::string_view health, Time now) {
    if (health == "off") return why_off(source, now);
    if (health == "failing" || health == "broken") return why_failing(source);
    if (health == "never") return {};
    if (health == "silent") return why_silent(source, now) + watch_notes(source);
    return fmt::format("{}, {} in 24 h", counted(count_of(source, "articles"), "article"),
                       grouped(count_of(source, "articles_24h"))) +
           watch_notes(source);
}

struct Line {
    std::string name, state, polled, next;
};

struct Section {
    std::string_view heading;
    std::vector<Line> lines;
};

Line line_of(const json::object& source, std::string_view health, Time now) {
    const bool is_off = health == "off";
    const auto polled = moment(source, "last_poll");
    return {.name = text(source, "name"),
            .state = state_of(source, health, now),
            .polled = polled && !is_off ? ago(*polled, now) : std::string(),
            .next = is_off ? std::string() : next_poll(source, now)};
}

std::vector<Section> sections(const std::vector<const json::object*>& sources, Time now) {
    std::vector<Section> found;
    for (const auto& [name, heading] : healths) {
        Section section{.heading = heading, .lines = {}};
        for (const auto* source : sources)
            if (text(*source, "health") == name) section.lines.push_back(line_of(*source, name, now));
        if (!section.lines.empty()) found.push_back(std::move(section));
    }
    return found;
}

/// A line of two parts or more; on a terminal one that is wider goes on below the second.
std::string shown_line(std::string row, std::size_t names) {
    row.erase(row.find_last_not_of(' ') + 1);
    return wrapped(row, output_columns(), names + 2 + between.size()) + '\n';
}

std::string source_lines(const std::vector<Section>& all) {
    std::size_t names = 0, states = 0, times = 0;
    for (const auto& section : all)
        for (const auto& line : section.lines) {
            if (code_points(line.name) <= widest_name) names = std::max(names, code_points(line.name));
            if (code_points(line.state) <= widest_state) states = std::max(states, code_points(line.state));
            times = std::max(times, code_points(line.polled));
        }
    std::string lines;
    for (const auto& section : all) {
        const bool is_bad = section.heading == "failing" || section.heading == "broken";
        lines += styled(is_bad ? Style::red : Style::bold, std::string(section.heading)) + '\n';
        for (const auto& line : section.lines) {
            auto row = "  " + padded(line.name, names);
            const bool has_state = !line.state.empty() || !line.polled.empty();
            if (has_state) row += fmt::format("{}{}", between, padded(line.state, states));
            if (has_state && code_points(line.state) <= states)
                row += fmt::format("{}{}", between, padded(line.polled, times));
            if (!line.next.empty()) row += fmt::format("{}{}", between, line.next);
            lines += shown_line(std::move(row), names);
        }
    }
    return lines;
}

std::string tag_lines(const std::vector<const json::object*>& tags, Time now) {
    if (tags.empty()) return {};
    std::size_t columns = 0;
    for (const auto* tag : tags)
        if (const auto width = code_points(text(*tag, "slug")); width <= widest_name)
            columns = std::max(columns, width);
    std::string lines = styled(Style::bold, "tags") + '\n';
    for (const auto* tag : tags) {
        const auto members = count_of(*tag, "members");
        const auto changed = moment(*tag, "last_change");
        auto row = fmt::format("  {}{}{}, {} in 24 h", padded(text(*tag, "slug"), columns), between,
                               counted(members, "member"), grouped(count_of(*tag, "members_24h")));
        if (members > 0 && changed) row += fmt::format(", last change {}", ago(*changed, now));
        if (is_true(*tag, "private")) row += fmt::format(", private, {}", counted(count_of(*tag, "tokens"), "token"));
        lines += shown_line(std::move(row), columns);
    }
    return lines;
}

std::string history_lines(const std::vector<const json::object*>& jobs) {
    if (jobs.empty()) return {};
    std::string lines = styled(Style::bold, "history") + '\n';
    for (const auto* job : jobs)
        lines += fmt::format("  {}{}{} of {} articles\n", text(*job, "name"), between,
                             grouped(count_of(*job, "position")), grouped(count_of(*job, "of")));
    return lines;
}

/// What is decided once for all feeds, and where the tree is.
std::string publishing_lines(const json::object& status) {
    std::string lines;
    if (status.contains("authority")) lines += fmt::format("  feed ids of {}\n", text(status, "authority"));
    if (const auto* const tree = status.if_contains("tree"); tree != nullptr && tree->is_object()) {
        const auto& shown = tree->get_object();
        lines += fmt::format("  {} in {}{}{}\n", counted(count_of(shown, "files"), "file"), text(shown, "directory"),
                             shown.contains("error") ? ": " : "", text(shown, "error"));
    }
    return lines.empty() ? lines : styled(Style::bold, "published") + '\n' + lines;
}

/// How many sources stand so in the whole service, of which the status may tell only some.
std::size_t sources_that_are(std::string_view health, const json::object& status) {
    if (const auto* const totals = status.if_contains("totals"))
        return count_of(totals->at("sources").as_object(), health);
    const auto sources = list(status, "sources");
    return static_cast<std::size_t>(
        std::ranges::count_if(sources, [&](const auto* source) { return text(*source, "health") == health; }));
}

std::size_t tag_count(const json::object& status) {
    if (const auto* const totals = status.if_contains("totals")) return count_of(totals->as_object(), "tags");
    return list(status, "tags").size();
}

std::string sums(const json::object& status, Time now) {
    // What is well first, for it is most.
    constexpr auto order = std::to_array<Health>({{"ok", "ok"},
                                                  {"silent", "silent"},
                                                  {"broken", "broken"},
                                                  {"failing", "failing"},
                                                  {"off", "off"},
                                                  {"never", "never polled"}});
    std::string counts;
    std::size_t sources = 0;
    for (const auto& [name, heading] : order) {
        const auto count = sources_that_are(name, status);
        sources += count;
        if (count > 0) counts += fmt::format("{}{} {}", counts.empty() ? ": " : ", ", grouped(count), heading);
    }
    const auto started = moment(status, "started");
    auto state = started ? "up " + span_text(std::chrono::floor<seconds>(now - *started)) : "not running";
    if (started && !is_true(status, "ready")) state += ", not ready (see its log)";
    const auto line =
        fmt::format("arna {}, {} · {}{} · {} · {}", text(status, "version"), state, counted(sources, "source"), counts,
                    counted(tag_count(status), "tag"), counted(count_of(status, "articles"), "article"));
    return wrapped(line, output_columns(), 2) + '\n';
}

} // namespace

std::string status_text(const json::object& status) {
    const auto now = moment(status, "time").value_or(Time{});
    return sums(status, now) + source_lines(sections(list(status, "sources"), now)) +
           tag_lines(list(status, "tags"), now) + publishing_lines(status) + history_lines(list(status, "history"));
}

} // namespace arna

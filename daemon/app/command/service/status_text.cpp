#include "daemon/app/command/service/status_text.hpp"

#include "daemon/app/shown_text.hpp"
#include "feeds/text/date/date.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

std::string text(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? shown_text(value->get_string()) : std::string();
}

std::int64_t number(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    boost::system::error_code error;
    const auto read = value == nullptr ? std::int64_t{} : value->to_number<std::int64_t>(error);
    return error ? 0 : read;
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

/// "40 s", "2 min", "3 h"
std::string span(seconds length) {
    const auto count = std::max<std::int64_t>(length.count(), 0);
    if (count < 60) return fmt::format("{} s", count);
    if (count < 3600) return fmt::format("{} min", (count + 30) / 60);
    const auto hours = count / 3600, minutes = count % 3600 / 60;
    return minutes == 0 || hours >= 10 ? fmt::format("{} h", hours) : fmt::format("{} h {} min", hours, minutes);
}

constexpr std::chrono::hours a_day(24);

std::string date(Time time) { return format_rfc3339(time).substr(0, 10); }

std::string ago(Time then, Time now) {
    const auto since = std::chrono::floor<seconds>(now - then);
    return since >= a_day ? date(then) : span(since) + " ago";
}

std::string next_poll(const json::object& source, Time now) {
    const auto due = moment(source, "next_poll");
    if (!due) return {};
    const auto left = std::chrono::floor<seconds>(*due - now);
    if (left < -std::chrono::minutes(1)) return "late by " + span(-left);
    auto when = left <= seconds(0) ? "next now" : left >= a_day ? "next on " + date(*due) : "next in " + span(left);
    const auto why = text(source, "lengthened_by");
    return why.empty() ? when : fmt::format("{} ({})", when, why);
}

/// The width of a text on a terminal, roughly: its code points.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(std::string text, std::size_t columns) {
    const auto has = width(text);
    if (has < columns) text.append(columns - has, ' ');
    return text;
}

struct Health {
    std::string_view name, title;
};
constexpr auto healths = std::to_array<Health>(
    {{"failing", "failing"}, {"disabled", "off"}, {"never-polled", "never polled"}, {"ok", "ok"}});

std::string what(const json::object& source, std::string_view health, Time now) {
    const auto error = text(source, "error");
    const auto name = text(source, "name");
    if (health == "disabled") {
        const auto since = moment(source, "last_poll");
        return fmt::format("{} since {}; 'arna poll --now {}' tries it again",
                           number(source, "status") == 410 ? "410" : "off", since ? date(*since) : "", name);
    }
    if (health == "failing") {
        const auto failures = number(source, "failures");
        return failures > 1 ? fmt::format("{}, {} times in a row", error, failures) : error;
    }
    if (health == "never-polled") return "";
    const auto changed = moment(source, "last_change");
    return error.empty() ? (changed ? "last change " + ago(*changed, now) : "no change yet") : error;
}

std::string sums(const json::object& status, const std::vector<const json::object*>& sources, std::size_t tags) {
    std::string counts;
    for (const auto& [name, title] : healths) {
        const auto count =
            std::ranges::count_if(sources, [&](const auto* source) { return text(*source, "health") == name; });
        if (count > 0) counts += fmt::format("{}{} {}", counts.empty() ? ": " : ", ", count, title);
    }
    return fmt::format("arna {} · {} {}{} · {} {}\n", text(status, "version"), sources.size(),
                       sources.size() == 1 ? "source" : "sources", counts, tags, tags == 1 ? "tag" : "tags");
}

std::string tag_lines(const std::vector<const json::object*>& tags, Time now) {
    if (tags.empty()) return {};
    std::size_t columns = 0;
    for (const auto* tag : tags) columns = std::max(columns, width(text(*tag, "slug")));
    std::string lines = "tags\n";
    for (const auto* tag : tags) {
        const auto members = number(*tag, "members");
        const auto changed = moment(*tag, "last_change");
        lines += fmt::format("  {}   {} {}{}\n", padded(text(*tag, "slug"), columns), members,
                             members == 1 ? "member" : "members", changed ? ", last change " + ago(*changed, now) : "");
    }
    return lines;
}

} // namespace

std::string status_text(const json::object& status) {
    const auto sources = list(status, "sources");
    const auto tags = list(status, "tags");
    const auto now = moment(status, "time").value_or(Time{});
    std::size_t columns = 0;
    for (const auto* source : sources) columns = std::max(columns, width(text(*source, "name")));
    std::string lines = sums(status, sources, tags.size());
    for (const auto& [name, title] : healths) {
        bool is_first = true;
        for (const auto* source : sources) {
            if (text(*source, "health") != name) continue;
            if (std::exchange(is_first, false)) lines += fmt::format("{}\n", title);
            auto line = "  " + padded(text(*source, "name"), columns);
            const auto polled = moment(*source, "last_poll");
            for (const auto& part :
                 {what(*source, name, now), polled && name != "disabled" ? ago(*polled, now) : std::string(),
                  name == "disabled" ? std::string() : next_poll(*source, now)})
                if (!part.empty()) line += "   " + part;
            lines += line + '\n';
        }
    }
    return lines + tag_lines(tags, now);
}

} // namespace arna

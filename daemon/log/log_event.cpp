#include "daemon/log/log_event.hpp"

#include "feeds/text/escaped_text.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>

namespace arna {
namespace {

constexpr std::size_t longest_value = 300; ///< bytes of a text

std::atomic<bool> is_json{false};

spdlog::level::level_enum spdlog_level(LogEvent::Level level) {
    switch (level) {
    case LogEvent::Level::debug: return spdlog::level::debug;
    case LogEvent::Level::info: return spdlog::level::info;
    case LogEvent::Level::warn: return spdlog::level::warn;
    case LogEvent::Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

/// A text that needs no quotes ends at the next space, and holds nothing that was escaped.
bool is_plain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return c == ' ' || c == '"' || c == '\\' || c == '='; });
}

void append_text(std::string& line, std::string_view text) {
    const auto escaped = escaped_text(text, longest_value);
    if (is_plain(escaped))
        line += escaped;
    else
        line.append("\"").append(escaped).append("\"");
}

/// What escaped_text() writes is the inside of a JSON string.
void append_json(std::string& line, std::string_view text) {
    line.append("\"").append(escaped_text(text, longest_value)).append("\"");
}

} // namespace

void log_as_json(bool as_json) { is_json = as_json; }

bool is_logged(const LogEvent& event) { return spdlog::should_log(spdlog_level(event.level)); }

std::string text_line(const LogEvent& event, LogFields fields) {
    std::string line(event.name);
    if (!event.sentence.empty()) line.append(": ").append(escaped_text(event.sentence, longest_value));
    for (const auto& field : fields) {
        const auto* text = std::get_if<std::string_view>(&field.value());
        if (text != nullptr && text->empty()) continue;
        line.append(" ").append(field.key()).append("=");
        if (text != nullptr)
            append_text(line, *text);
        else if (const auto* number = std::get_if<std::int64_t>(&field.value()))
            fmt::format_to(std::back_inserter(line), "{}", *number);
        else
            line += std::get<bool>(field.value()) ? "true" : "false";
    }
    return line;
}

std::string json_members(const LogEvent& event, LogFields fields) {
    std::string members = "\"event\":";
    append_json(members, event.name);
    if (!event.sentence.empty()) append_json(members += ",\"what\":", event.sentence);
    for (const auto& field : fields) {
        const auto* text = std::get_if<std::string_view>(&field.value());
        if (text != nullptr && text->empty()) continue;
        members.append(",\"").append(field.key()).append("\":");
        if (text != nullptr)
            append_json(members, *text);
        else if (const auto* number = std::get_if<std::int64_t>(&field.value()))
            fmt::format_to(std::back_inserter(members), "{}", *number);
        else
            members += std::get<bool>(field.value()) ? "true" : "false";
    }
    return members;
}

void log(const LogEvent& event, LogFields fields) {
    const auto level = spdlog_level(event.level);
    if (!spdlog::should_log(level)) return;
    spdlog::log(level, "{}", is_json ? json_members(event, fields) : text_line(event, fields));
}

} // namespace arna

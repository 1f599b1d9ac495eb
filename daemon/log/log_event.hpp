#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// The log: one event a line, `what key=value`, or a JSON object with every key a member. daemon/log/events.hpp has the
/// names of all events.
namespace arna {

/// Something that is worth a line.
struct LogEvent {
    enum class Level {
        debug, ///< each poll, each request
        info,  ///< the life of the service and changes of state
        warn,  ///< it goes on, but less well
        error, ///< an operator must act
    };
    std::string_view name; ///< some words without "=", in the same form each time
    Level level = Level::info;
    std::string_view sentence = {}; ///< what that means, for who does not know the event: behind its name, `gap: …`

    /// The same event, more or less remarkable this time.
    [[nodiscard]] constexpr LogEvent at(Level other) const { return {name, other, sentence}; }
    /// The same event with a sentence, which is not copied.
    [[nodiscard]] constexpr LogEvent saying(std::string_view words) const { return {name, level, words}; }
};

/// A key with its value. Text may be foreign: it is escaped and cut where it is written. It is not copied.
class LogField {
public:
    LogField(std::string_view key, std::string_view value) : key_(key), value_(value) {}
    LogField(std::string_view key, const std::string& value) : LogField(key, std::string_view(value)) {}
    LogField(std::string_view key, const char* value) : LogField(key, std::string_view(value)) {}
    LogField(std::string_view key, bool value) : key_(key), value_(value) {}
    template <std::integral Number>
        requires(!std::same_as<Number, bool>)
    LogField(std::string_view key, Number value) : key_(key), value_(static_cast<std::int64_t>(value)) {}

    [[nodiscard]] std::string_view key() const { return key_; }
    [[nodiscard]] const std::variant<std::string_view, std::int64_t, bool>& value() const { return value_; }

private:
    std::string_view key_;
    std::variant<std::string_view, std::int64_t, bool> value_;
};

using LogFields = std::span<const LogField>;

/// Writes the line, unless its level is below that of the log. Any thread.
void log(const LogEvent& event, LogFields fields);
inline void log(const LogEvent& event, std::initializer_list<LogField> fields = {}) {
    log(event, LogFields(fields.begin(), fields.size()));
}

/// Whether it would be written: for lines that are costly to put together.
[[nodiscard]] bool is_logged(const LogEvent& event);

/// The event as text: `poll failed source=later error="HTTP 503"`, `gap: something may … source=later`. Empty texts are
/// left out, here and below.
[[nodiscard]] std::string text_line(const LogEvent& event, LogFields fields);

/// The event as members of a JSON object: `"event":"poll failed","source":"later","ms":12`. A sentence is "what".
[[nodiscard]] std::string json_members(const LogEvent& event, LogFields fields);

/// From now on log() writes JSON members, which the sink puts into an object. For start_log(); before threads start.
void log_as_json(bool as_json);

} // namespace arna

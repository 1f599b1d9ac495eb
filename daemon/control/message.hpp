#pragma once
#include "feeds/text/error.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// What is said over the control socket: UTF-8 lines of JSON (docs/control.md). The daemon greets, the caller asks in
/// one line, and the daemon answers with rows and signs of life until an end or an error closes the conversation.
namespace arna {

/// Raised when a change breaks callers of before; keys may be added without that.
inline constexpr std::int64_t control_protocol = 1;

/// Longest line, its end included. A greeting or an answer is far shorter; a request may carry a configuration.
inline constexpr std::size_t longest_control_line = std::size_t{1} << 20;

/// `{"arna":1,"version":"0.2.0","state":"/var/lib/arna"}`
struct ControlGreeting {
    std::int64_t protocol = control_protocol;
    std::string version;
    std::string state; ///< the daemon's state directory: by it a caller knows whether this is its daemon
};

/// `{"command":"search","arguments":{…}}`
struct ControlRequest {
    std::string command;
    boost::json::object arguments;
};

/// `{"progress":{"done":3,"of":40}}`, or `{"progress":{}}` as a mere sign of life.
struct ControlProgress {
    std::optional<std::uint64_t> done, of;
};

/// `{"row":{…}}`: what `--json` prints as a line.
struct ControlRow {
    boost::json::object value;
};

/// `{"end":{"status":0,"summary":"…"}}`
struct ControlEnd {
    int status = 0; ///< exit status for the caller
    std::string summary;
};

/// `{"error":{"status":2,"where":"rule","what":"…","hint":"…","column":2,"excerpt":"…"}}`: an error for the caller to
/// print.
struct ControlError {
    int status = 3;
    std::string where, what;
    std::string hint;          ///< what to do; may be empty
    std::optional<int> column; ///< of `excerpt`, from 1, in code points
    std::string excerpt;
};

using ControlAnswer = std::variant<ControlProgress, ControlRow, ControlEnd, ControlError>;

/// Each gives one line with its line end.
[[nodiscard]] std::string control_line(const ControlGreeting& greeting);
[[nodiscard]] std::string control_line(const ControlRequest& request);
[[nodiscard]] std::string control_line(const ControlAnswer& answer);

/// Read a line without its end. Errc::bad_input: no JSON object of that kind; the message says what is missing.
[[nodiscard]] Result<ControlGreeting> read_greeting(std::string_view line);
[[nodiscard]] Result<ControlRequest> read_request(std::string_view line);
[[nodiscard]] Result<ControlAnswer> read_answer(std::string_view line);

} // namespace arna

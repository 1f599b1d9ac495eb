#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// What a request target names. Views into it.
struct RequestTarget {
    std::string_view path;  ///< begins with "/"
    std::string_view query; ///< behind the "?"
};

/// Reads a target in origin-form or absolute-form (RFC 9112 §3.2). Nothing for other forms, and where an absolute one
/// has no proper host.
[[nodiscard]] std::optional<RequestTarget> parse_request_target(std::string_view target);

/// Whether `text` is a host with or without a port (RFC 9110 §7.2): a name of RFC 3986's unreserved characters and
/// percent-encoded bytes, an IPv4 address, an IPv6 address in brackets; a port up to 65535 or none behind the colon.
/// The sub-delims that a registered name may have in theory are refused: a comma is what joins two Hosts into one.
[[nodiscard]] bool is_host_and_port(std::string_view text);

} // namespace arna

#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "feeds/text/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The way from a configured address to the document. Pure. libcurl's own following of redirects is off: it would send
/// validators and custom headers to another origin.
namespace arna {

inline constexpr int max_redirects = 5;

/// One request on that way, ready to be sent.
struct Hop {
    std::string url;    ///< http(s), host in ASCII; without userinfo and fragment
    std::string origin; ///< scheme, host and port: what credentials belong to
    std::string host;   ///< without brackets
    std::uint16_t port = 0;
    std::vector<HeaderField> headers; ///< all that are ours to say, each name once
    std::string username, password;
    std::string proxy;
};

/// The request for the configured address. A user name in the URL counts as one of the request. Errc::refused for a
/// scheme other than http(s), Errc::bad_input for what is no URL and for a header field that would break the message.
[[nodiscard]] Result<Hop> first_hop(const Request& request, const std::string& user_agent);

/// 301, 302, 303, 307 or 308 with a Location.
[[nodiscard]] bool is_redirect(const Response& response);
/// 301 or 308.
[[nodiscard]] bool is_permanent(int status);

/// The request that follows `response` to `sent`. To another origin it carries neither credentials nor the request's
/// own headers; validators go only to the address that gave them. Errors as first_hop(), and Errc::limit_exceeded for a
/// Location over 8 KiB.
[[nodiscard]] Result<Hop> next_hop(const Request& request, const Hop& sent, const Response& response,
                                   const std::string& user_agent);

} // namespace arna

#include "daemon/http/message/request_target.hpp"

#include "daemon/http/message/field_value.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

namespace arna {
namespace {

bool is_port(std::string_view text) {
    if (text.empty()) return true; // RFC 3986 §3.2.3
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size();
}

bool is_ipv6(std::string_view text) {
    constexpr std::size_t longest = 45; // with an IPv4 address at its end
    if (text.size() > longest || text.contains('%')) return false;
    boost::system::error_code failed;
    boost::asio::ip::make_address_v6(std::string(text), failed);
    return !failed;
}

bool is_name(std::string_view text) {
    if (text.empty()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_unreserved(text[i])) continue;
        if (!percent_encoded_byte(text.substr(i))) return false;
        i += 2;
    }
    return true;
}

} // namespace

bool is_host_and_port(std::string_view text) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos || !is_ipv6(text.substr(1, end - 1))) return false;
        const auto rest = text.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    const auto colon = text.find(':');
    return is_name(text.substr(0, colon)) && (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

std::optional<RequestTarget> parse_request_target(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!is_token(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const auto end = std::min(target.find_first_of("/?"), target.size());
        if (!is_host_and_port(target.substr(0, end))) return std::nullopt;
        target.remove_prefix(end);
        if (!target.starts_with('/')) return RequestTarget{.path = "/", .query = target.substr(target.empty() ? 0 : 1)};
        break;
    }
    if (!target.starts_with('/')) return std::nullopt;
    const auto mark = std::min(target.find('?'), target.size());
    return RequestTarget{.path = target.substr(0, mark), .query = target.substr(std::min(mark + 1, target.size()))};
}

} // namespace arna

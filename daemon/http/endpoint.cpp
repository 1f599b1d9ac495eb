#include "daemon/http/endpoint.hpp"

#include <fmt/format.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace arna {
namespace asio = boost::asio;

Result<asio::ip::tcp::endpoint> parse_endpoint(std::string_view text) {
    const auto wrong = [&] { return fail(Errc::bad_input, fmt::format("'{}' is no address:port", text)); };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong();
    std::uint16_t port = 0;
    const auto digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return wrong();

    auto host = text.substr(0, colon);
    if (host == "*") return asio::ip::tcp::endpoint(asio::ip::address_v6::any(), port);
    if (host == "localhost") return asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port);
    const bool is_bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
    if (is_bracketed) host = host.substr(1, host.size() - 2);
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(std::string(host), failed);
    if (failed || address.is_v6() != is_bracketed) return wrong();
    return asio::ip::tcp::endpoint(address, port);
}

std::string format_endpoint(const asio::generic::stream_protocol::endpoint& endpoint) {
    if (endpoint.data()->sa_family == AF_UNIX) {
        const auto* const address = reinterpret_cast<const sockaddr_un*>(endpoint.data());
        std::string path(address->sun_path, endpoint.size() - offsetof(sockaddr_un, sun_path));
        while (path.ends_with('\0')) path.pop_back(); // the name of a file ends with one
        if (path.starts_with('\0')) path.front() = '@';
        return "unix:" + path;
    }
    asio::ip::tcp::endpoint internet;
    std::memcpy(internet.data(), endpoint.data(), std::min(endpoint.size(), internet.capacity()));
    const auto address = internet.address();
    return fmt::format("{}{}{}:{}", address.is_v6() ? "[" : "", address.to_string(), address.is_v6() ? "]" : "",
                       internet.port());
}

} // namespace arna

#include "daemon/http/endpoint.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

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

std::string format_endpoint(const asio::ip::tcp::endpoint& endpoint) {
    const auto address = endpoint.address().to_string();
    return fmt::format("{}{}{}:{}", endpoint.address().is_v6() ? "[" : "", address,
                       endpoint.address().is_v6() ? "]" : "", endpoint.port());
}

} // namespace arna

#include "daemon/fetch/address_guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace arna {
namespace {

constexpr int v4_bits = 96; ///< where an IPv4 address begins in ::ffff:a.b.c.d

constexpr Network v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, int prefix) {
    return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, 0}, v4_bits + prefix};
}

constexpr Network v6(std::array<std::uint16_t, 4> groups, int prefix) {
    Network network{{}, prefix};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        network.address[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
        network.address[2 * i + 1] = static_cast<std::uint8_t>(groups[i] & 0xff);
    }
    return network;
}

/// What of IPv4 is not global unicast (IANA IPv4 special-purpose registry, RFC 6890).
constexpr std::array v4_denied{
    v4(0, 0, 0, 8),     v4(10, 0, 0, 8),      v4(100, 64, 0, 10),  v4(127, 0, 0, 8),    v4(169, 254, 0, 16),
    v4(172, 16, 0, 12), v4(192, 0, 0, 24),    v4(192, 0, 2, 24),   v4(192, 88, 99, 24), v4(192, 168, 0, 16),
    v4(198, 18, 0, 15), v4(198, 51, 100, 24), v4(203, 0, 113, 24), v4(224, 0, 0, 4),    v4(240, 0, 0, 4),
};

constexpr Network v6_global = v6({0x2000, 0, 0, 0}, 3); ///< everything else of IPv6 is no global unicast
/// What of 2000::/3 is not.
constexpr std::array v6_denied{v6({0x2001, 0, 0, 0}, 32), v6({0x2001, 0x0db8, 0, 0}, 32)};

constexpr Network v4_mapped = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Network nat64 = v6({0x64, 0xff9b, 0, 0}, 96);
constexpr Network six_to_four = v6({0x2002, 0, 0, 0}, 16);

/// Databases and mail that listen above 1023: a feed reader has nothing to say to them.
constexpr std::array<std::uint16_t, 27> denied_ports{
    1433, 1434, 1521, 1830, 2049, 2379, 2380, 2483,  2484,  2525,  3050,  3306,  5432,  5984,
    6379, 6380, 7199, 9042, 9160, 9200, 9300, 11211, 27017, 27018, 27019, 33060, 50000,
};

IpAddress mapped(const IpAddress& address, std::size_t from) {
    IpAddress inner = v4_mapped.address;
    std::copy_n(address.begin() + static_cast<std::ptrdiff_t>(from), 4, inner.begin() + 12);
    return inner;
}

/// The IPv4 address that an IPv6 one leads to; itself where it leads to none.
IpAddress innermost(const IpAddress& address) {
    if (nat64.contains(address)) return mapped(address, 12);
    if (six_to_four.contains(address)) return mapped(address, 2);
    return address;
}

bool is_global_unicast(const IpAddress& address) {
    const auto contains = [&](const Network& network) { return network.contains(address); };
    if (v4_mapped.contains(address)) return std::ranges::none_of(v4_denied, contains);
    return v6_global.contains(address) && std::ranges::none_of(v6_denied, contains);
}

bool is_port_open_to_us(std::uint16_t port) {
    return port == 80 || port == 443 || (port >= 1024 && std::ranges::find(denied_ports, port) == denied_ports.end());
}

std::string text_of(const IpAddress& address) {
    char text[INET6_ADDRSTRLEN] = "?";
    if (v4_mapped.contains(address))
        inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
    else
        inet_ntop(AF_INET6, address.data(), text, sizeof text);
    return text;
}

std::optional<IpAddress> parse_address(std::string_view text) {
    const std::string terminated(text);
    IpAddress address{};
    if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
    address = v4_mapped.address;
    if (inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1) return address;
    return {};
}

/// The address that a host in a URL is; nothing if it is a name, except for localhost.
std::optional<IpAddress> literal_address(std::string_view host) {
    while (host.ends_with('.')) host.remove_suffix(1);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost" || host.ends_with(".localhost")) host = "127.0.0.1";
    return parse_address(host.substr(0, host.find('%'))); // a zone is no part of the address
}

} // namespace

bool Network::contains(const IpAddress& other) const {
    const auto whole = static_cast<std::size_t>(prefix / 8);
    if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), other.begin())) return false;
    const int rest = prefix % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return ((address[whole] ^ other[whole]) & mask) == 0;
}

Result<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    const auto bad = [&] {
        return fail(Errc::bad_input, "'" + std::string(text) + "' is no network; write it as 10.0.0.0/8");
    };
    if (!address) return bad();
    const bool is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
    const int longest = is_v4 ? 32 : 128;
    int prefix = longest;
    if (slash != std::string_view::npos) {
        const auto digits = text.substr(slash + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
        if (error != std::errc() || end != digits.data() + digits.size() || prefix < 0 || prefix > longest)
            return bad();
    }
    return Network{*address, prefix + (is_v4 ? v4_bits : 0)};
}

std::optional<std::string> AddressGuard::refusal(const sockaddr& address) const {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4_address{};
        std::memcpy(&v4_address, &address, sizeof v4_address);
        IpAddress ip = v4_mapped.address;
        std::memcpy(ip.data() + 12, &v4_address.sin_addr, 4);
        return refusal(ip, ntohs(v4_address.sin_port));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6_address{};
        std::memcpy(&v6_address, &address, sizeof v6_address);
        IpAddress ip{};
        std::memcpy(ip.data(), &v6_address.sin6_addr, ip.size());
        return refusal(ip, ntohs(v6_address.sin6_port));
    }
    return "not an internet address";
}

std::optional<std::string> AddressGuard::refusal(const IpAddress& address, std::uint16_t port) const {
    if (allows(address)) return {};
    if (!is_global_unicast(innermost(address)))
        return text_of(address) + " is not a public address; if it is meant, add its network to fetch.allow";
    if (!is_port_open_to_us(port))
        return "port " + std::to_string(port) + " is not polled; use 80, 443 or one above 1023";
    return {};
}

std::optional<std::string> AddressGuard::refusal(std::string_view host, std::uint16_t port) const {
    if (const auto address = literal_address(host)) return refusal(*address, port);
    if (!is_port_open_to_us(port))
        return "port " + std::to_string(port) + " is not polled; use 80, 443 or one above 1023";
    return {};
}

bool AddressGuard::allows(std::string_view host) const {
    const auto address = literal_address(host);
    return address && allows(*address);
}

bool AddressGuard::allows(const IpAddress& address) const {
    const auto inner = innermost(address);
    return std::ranges::any_of(
        allow_, [&](const Network& network) { return network.contains(address) || network.contains(inner); });
}

} // namespace arna

#pragma once
#include "feeds/text/error.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace arna {

/// An IP address as 16 bytes; IPv4 as ::ffff:a.b.c.d.
using IpAddress = std::array<std::uint8_t, 16>;

/// A network in CIDR notation. IPv4 prefixes count from 96.
struct Network {
    IpAddress address{};
    int prefix = 128;

    [[nodiscard]] bool contains(const IpAddress& other) const;
};

/// Reads "10.0.0.0/8", "fd00::/8" or a bare address. Errc::bad_input.
[[nodiscard]] Result<Network> parse_network(std::string_view text);

/// Decides which addresses may be connected to: global unicast ones, and what the operator allows. It judges the
/// address of the socket about to be opened, never a name, so that no second look-up can give another answer (DNS
/// rebinding).
class AddressGuard {
public:
    AddressGuard() = default;
    /// `allow`: networks that may be visited, at any port, although they are not public.
    explicit AddressGuard(std::vector<Network> allow) : allow_(std::move(allow)) {}

    /// Why this address and port may not be connected to; nothing if they may. IPv4 and IPv6 only.
    [[nodiscard]] std::optional<std::string> refusal(const sockaddr& address) const;
    [[nodiscard]] std::optional<std::string> refusal(const IpAddress& address, std::uint16_t port) const;

    /// The same for a host that a proxy will look up: only literal addresses and localhost can be judged.
    [[nodiscard]] std::optional<std::string> refusal(std::string_view host, std::uint16_t port) const;

    /// Whether `host` is an address, or localhost, in a network that the operator named.
    [[nodiscard]] bool allows(std::string_view host) const;

private:
    [[nodiscard]] bool allows(const IpAddress& address) const;

    std::vector<Network> allow_;
};

} // namespace arna

#include "daemon/http/message/client_address.hpp"

#include "daemon/http/message/field_value.hpp"

#include <algorithm>
#include <optional>

namespace arna {
namespace {

namespace ip = boost::asio::ip;

/// ::ffff:10.0.0.1 is 10.0.0.1.
ip::address plain(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

/// Whether the first `bits` of both are the same.
template <class Bytes>
bool have_same_beginning(const Bytes& a, const Bytes& b, unsigned bits) {
    for (std::size_t i = 0; i < a.size() && bits > 0; ++i) {
        const unsigned here = std::min(bits, 8U);
        if (((a[i] ^ b[i]) >> (8 - here)) != 0) return false;
        bits -= here;
    }
    return true;
}

template <class Networks, class Address>
bool contain(const Networks& networks, const Address& address) {
    return std::ranges::any_of(networks, [&](const auto& network) {
        return have_same_beginning(network.address().to_bytes(), address.to_bytes(), network.prefix_length());
    });
}

/// "10.0.0.1", "10.0.0.1:8080", "::1", "[::1]:8080"
std::optional<ip::address> parse_address(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() > longest) return std::nullopt;
    if (text.starts_with('[')) {
        text = text.substr(1, text.find(']') - 1);
    } else if (const auto colon = text.find(':'); text.contains('.') && colon == text.rfind(':')) {
        text = text.substr(0, colon);
    }
    boost::system::error_code failed;
    const auto address = ip::make_address(std::string(text), failed);
    return failed ? std::nullopt : std::optional(plain(address));
}

} // namespace

TrustedProxies::TrustedProxies(std::span<const std::string> networks) {
    for (const std::string& text : networks) {
        boost::system::error_code failed;
        const bool has_length = text.contains('/');
        if (text.contains(':')) {
            const auto network = ip::make_network_v6(has_length ? text : text + "/128", failed);
            if (!failed) v6_.push_back(network);
        } else {
            const auto network = ip::make_network_v4(has_length ? text : text + "/32", failed);
            if (!failed) v4_.push_back(network);
        }
    }
}

bool TrustedProxies::contains(const ip::address& address) const {
    const auto own = plain(address);
    return own.is_v4() ? contain(v4_, own.to_v4()) : contain(v6_, own.to_v6());
}

ip::address client_address(ip::address peer, std::string_view forwarded_for, const TrustedProxies& proxies) {
    auto client = plain(peer);
    while (!forwarded_for.empty() && proxies.contains(client)) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = trim_field(forwarded_for.substr(comma == std::string_view::npos ? 0 : comma + 1));
        forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
        const auto address = parse_address(last);
        if (!address) break;
        client = *address;
    }
    return client;
}

} // namespace arna

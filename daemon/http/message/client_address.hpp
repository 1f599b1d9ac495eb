#pragma once
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The networks of the web servers in front, whose X-Forwarded-For is believed.
class TrustedProxies {
public:
    TrustedProxies() = default;
    /// "10.0.0.0/8", "::1"; what is no network is left out.
    explicit TrustedProxies(std::span<const std::string> networks);

    [[nodiscard]] bool contains(const boost::asio::ip::address& address) const;

private:
    std::vector<boost::asio::ip::network_v4> v4_;
    std::vector<boost::asio::ip::network_v6> v6_;
};

/// Who sent a request, for the log: `peer`, or where that is a trusted proxy, the last address of X-Forwarded-For that
/// is none. What stands before that anybody may have written. Linear in the field.
[[nodiscard]] boost::asio::ip::address client_address(boost::asio::ip::address peer, std::string_view forwarded_for,
                                                      const TrustedProxies& proxies);

} // namespace arna

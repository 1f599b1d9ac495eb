#pragma once
#include "feeds/text/error.hpp"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace arna {

/// Reads "127.0.0.1:8411", "[::1]:8411", "localhost:8411" or "*:8411" (every address, both families). Errc::bad_input.
[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> parse_endpoint(std::string_view text);

/// "127.0.0.1:8411", "[::1]:8411"; of a Unix socket "unix:/run/arna/http", "unix:@name" of an abstract one.
[[nodiscard]] std::string format_endpoint(const boost::asio::generic::stream_protocol::endpoint& endpoint);

} // namespace arna

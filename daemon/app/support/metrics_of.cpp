#include "daemon/app/support/metrics_of.hpp"

#include "daemon/http/endpoint.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>

#include <string_view>

namespace arna {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t longest = std::size_t{16} << 20;
constexpr int patience_s = 10;

/// "*:8412" is where the daemon listens, not where it is.
tcp::endpoint reachable(tcp::endpoint endpoint) {
    if (endpoint.address().is_unspecified())
        endpoint.address(endpoint.address().is_v6() ? asio::ip::address(asio::ip::address_v6::loopback())
                                                    : asio::ip::address(asio::ip::address_v4::loopback()));
    return endpoint;
}

} // namespace

std::string metrics_of(const Config& config) {
    if (config.daemon.admin.empty()) return "no admin listener\n";
    const auto endpoint = parse_endpoint(config.daemon.admin.front());
    if (!endpoint) return endpoint.error().message + '\n';
    asio::io_context io(1);
    tcp::socket socket(io);
    boost::system::error_code error;
    socket.connect(reachable(*endpoint), error);
    if (error) return "no metrics: " + error.message() + '\n';
    const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
    setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    asio::write(socket, asio::buffer(std::string_view("GET /metrics HTTP/1.0\r\n\r\n")), error);
    std::string answer;
    asio::read(socket, asio::dynamic_buffer(answer, longest), error); // to the end, or as far as it came
    const auto body = answer.find("\r\n\r\n");
    return body == std::string::npos ? "no metrics: no answer\n" : answer.substr(body + 4);
}

} // namespace arna

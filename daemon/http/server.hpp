#pragma once
#include "daemon/http/message/client_address.hpp"
#include "daemon/http/router.hpp"
#include "daemon/measure/histogram.hpp"
#include "feeds/text/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// PRODUCT: "HTTP details". Tests shorten the times.
struct ServerLimits {
    std::size_t connections = 256;                    ///< beyond: 503 and close
    std::size_t large_bodies = std::size_t{64} << 20; ///< bytes of different large bodies on their way; beyond: 503
    std::chrono::milliseconds first_byte{15'000};     ///< after connecting
    std::chrono::milliseconds head{10'000};           ///< from the first byte of a request to the end of its head
    std::chrono::milliseconds idle{30'000};           ///< between requests
    std::chrono::milliseconds progress{30'000};       ///< of a response that is not read
    std::chrono::milliseconds linger{1'000}; ///< for a client to read the last response before the connection goes
};

struct ServerCounters {
    std::size_t connections = 0; ///< open now
    std::uint64_t accepted = 0, refused = 0;
    std::array<std::uint64_t, 6> responses{}; ///< by the first digit of the status
};

/// An HTTP/1.1 server of one listener. Lives on the io thread; each connection is a coroutine there. The public and the
/// admin listener are two servers, so that one cannot use up the connections of the other.
class Server {
public:
    Server(boost::asio::any_io_executor io, Router router, ServerLimits limits = {});
    ~Server();

    /// Binds "127.0.0.1:8411", "[::1]:8411", "localhost:8411", "*:8411" (port 0: any free one) and starts to accept.
    /// Errc::io: in use, no permission; the message names the endpoint. Errc::bad_input: it is no endpoint.
    [[nodiscard]] Result<void> listen(std::span<const std::string> endpoints);

    /// Accepts on sockets that listen already, as systemd hands them over, and owns them from now on.
    [[nodiscard]] Result<void> adopt(std::span<const int> sockets);

    /// Where it listens, "127.0.0.1:8411", in the order of listen() or adopt().
    [[nodiscard]] std::vector<std::string> endpoints() const;

    /// Whose X-Forwarded-For is believed; without it nobody's.
    void trust(TrustedProxies proxies);

    [[nodiscard]] ServerCounters counters() const;
    /// From a whole request to the first byte of its answer. May be read on any thread while the server lives.
    [[nodiscard]] const Histogram& request_seconds() const;

    /// Stops accepting, closes idle connections, and lets the others end their response, but not for longer than
    /// `grace`.
    [[nodiscard]] boost::asio::awaitable<void> stop(std::chrono::milliseconds grace);

private:
    class State;
    std::shared_ptr<State> state_;
};

} // namespace arna

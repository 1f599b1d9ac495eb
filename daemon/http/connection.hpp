#pragma once
#include "daemon/http/deadline.hpp"
#include "daemon/http/message.hpp"
#include "daemon/http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What the connections of a server share. Outlives them.
struct ConnectionContext {
    Handler handler;
    ServerLimits limits;
    ServerCounters counters;
    bool is_stopping = false;
};

/// One client: reads heads, writes answers in their order, one at a time, so that a client that pipelines without reading
/// fills the socket's buffers and nothing of ours. Lives on the io thread.
class Connection {
public:
    Connection(boost::asio::ip::tcp::socket socket, ConnectionContext& context);

    /// Serves until one side ends it. `this` outlives it.
    boost::asio::awaitable<void> serve();

    /// Answers 503 and closes.
    boost::asio::awaitable<void> refuse();

    /// No further request is served; waiting for one ends.
    void stop();
    /// Ends whatever goes on.
    void abort();

private:
    using HeadOrError = std::expected<std::optional<RequestHead>, BadRequest>;

    void allow(std::chrono::milliseconds time);      ///< for what is waited for next
    boost::asio::awaitable<HeadOrError> read_head(); ///< nothing: the client is gone or silent
    boost::asio::awaitable<bool> read_some();
    boost::asio::awaitable<Answer> answer(const RequestHead& head);
    boost::asio::awaitable<bool> write(const Answer& answer, bool has_body, bool keeps_alive);
    boost::asio::awaitable<bool> write_all(std::vector<boost::asio::const_buffer> buffers);
    boost::asio::awaitable<void> linger();
    [[nodiscard]] std::string_view unread() const;

    boost::asio::ip::tcp::socket socket_;
    ConnectionContext& context_;
    Deadline deadline_;
    bool is_late_ = false; ///< the time that was allowed has passed; what was waited for may have come all the same
    bool is_aborted_ = false;
    bool is_waiting_ = false; ///< between requests
    std::string input_;       ///< its first `consumed_` bytes are done with
    std::size_t consumed_ = 0;
    std::size_t requests_ = 0;
};

} // namespace arna

#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/http/deadline.hpp"
#include "daemon/http/large_bodies.hpp"
#include "daemon/http/message/client_address.hpp"
#include "daemon/http/message/request_head.hpp"
#include "daemon/http/router.hpp"
#include "daemon/http/server.hpp"
#include "daemon/log/line_quota.hpp"
#include "daemon/measure/histogram.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// What the connections of a server share. Outlives them.
struct ConnectionContext {
    HomeThread home{};
    Router router;
    ServerLimits limits;
    TrustedProxies proxies{};
    ServerCounters counters{};
    Histogram request_seconds{quick_bounds}; ///< from a whole head to the first byte of its answer
    LargeBodies large_bodies{limits.large_bodies};
    LineQuota failure_lines{20, std::chrono::seconds(10)}; ///< requests that fail come as often as a client likes
    bool is_stopping = false;
};

/// One client: reads heads, writes answers in their order, one at a time, so that a client that pipelines without
/// reading fills the socket's buffers and nothing of ours. Lives on the io thread.
class Connection {
public:
    using Socket = boost::asio::generic::stream_protocol::socket; ///< of TCP, or a Unix socket

    Connection(Socket socket, ConnectionContext& context);

    /// Serves until one side ends it. `this` outlives it.
    boost::asio::awaitable<void> serve();

    /// Answers 503 and closes.
    boost::asio::awaitable<void> refuse();

    /// The same without waiting until the client has read it, which may then see a reset instead.
    void refuse_at_once();

    /// No further request is served; waiting for one ends.
    void stop();
    /// Ends whatever goes on.
    void abort();

private:
    // One coroutine reads, asks and writes: what follows is called by it and returns at once, but for what is rare.
    using HeadOrError = std::expected<std::optional<RequestHead>, BadRequest>;

    HeadOrError next_head();                         ///< nothing: more must be read
    boost::asio::mutable_buffer space();             ///< behind what was read
    bool received(std::size_t count, bool is_whole); ///< false: the client is gone
    HttpReply reply_to(RequestHead& head);
    boost::asio::awaitable<Answer> with_body(RequestHead& head, const Route& route);
    boost::asio::awaitable<Answer> awaited(boost::asio::awaitable<Answer> reply, const HttpRequest& request);
    Answer failure(const HttpRequest& request); ///< of the exception that is being handled
    void note_failure(const HttpRequest& request, int status, std::string_view error);
    LargeBodies::Hold hold_body(Answer& answer); ///< a 503 takes its place where there is no room for it
    void begin_write(const Answer& answer, bool has_body, bool keeps_alive);
    void note_request(const HttpRequest& request, const Answer& answer, std::chrono::steady_clock::time_point begun);
    void written(std::size_t count);
    [[nodiscard]] bool has_written_all() const { return output_[0].size() + output_[1].size() == 0; }
    boost::asio::awaitable<void> end_with(Answer answer);
    boost::asio::awaitable<void> linger();
    void allow(std::chrono::milliseconds time); ///< for what is waited for next
    [[nodiscard]] std::string_view unread() const { return std::string_view(input_).substr(begin_, end_ - begin_); }

    Socket socket_;
    ConnectionContext& context_;
    boost::asio::ip::address peer_;
    Deadline deadline_;
    bool is_late_ = false; ///< the time that was allowed has passed; what was waited for may have come all the same
    bool is_aborted_ = false;
    bool is_waiting_ = false; ///< between requests
    bool has_begun_ = false;  ///< bytes of the next request are there
    std::string input_;       ///< what was read stands from `begin_` to `end_`
    std::size_t begin_ = 0, end_ = 0;
    std::size_t scanned_ = 0; ///< of the head that is being read
    std::size_t requests_ = 0;
    std::string head_;                                  ///< of the answer that is being written
    std::array<boost::asio::const_buffer, 2> output_{}; ///< what is still to be written: head and body
};

} // namespace arna

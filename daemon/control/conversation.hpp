#pragma once
#include "daemon/control/server.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <variant>

namespace arna {

/// What all conversations of a server share.
struct ControlContext {
    ControlGreeting greeting;
    ControlHandler handler;
    ControlLimits limits;
};

/// One connection: greeting, request, answers. Lives on the io thread; shared_ptr keeps it until its coroutine ends.
class ControlConversation final : public ControlReply, public std::enable_shared_from_this<ControlConversation> {
public:
    ControlConversation(boost::asio::local::stream_protocol::socket socket, const ControlContext& context);

    boost::asio::awaitable<void> serve();
    /// Greets and says that the daemon is busy.
    boost::asio::awaitable<void> refuse();
    /// Ends it from outside: what waits for the caller gives up.
    void abort();

    boost::asio::awaitable<bool> row(boost::json::object value) override;
    boost::asio::awaitable<bool> row_with_file(boost::json::object value, Descriptor file) override;
    void progress(std::uint64_t done, std::uint64_t of) override;
    [[nodiscard]] bool is_gone() const override { return is_gone_; }

private:
    using Answer = std::variant<ControlEnd, ControlError>;
    enum class Waiting { for_request, for_reader };

    boost::asio::awaitable<Result<ControlCall>> receive();
    boost::asio::awaitable<Answer> answer(ControlCall call);
    boost::asio::awaitable<void> live(std::shared_ptr<ControlConversation> self);
    boost::asio::awaitable<bool> send(std::string line, Descriptor file = {});
    boost::asio::awaitable<std::size_t> send_file(const std::string& line, const Descriptor& file);
    void give_up_after(std::chrono::milliseconds wait, Waiting waiting);
    [[nodiscard]] ControlPeer peer();

    boost::asio::local::stream_protocol::socket socket_;
    const ControlContext& context_;
    boost::asio::steady_timer deadline_; ///< ends the connection
    boost::asio::steady_timer pulse_;    ///< until the next sign of life
    boost::asio::steady_timer sent_;     ///< cancelled when a line is out and the next may go
    ControlProgress progress_;
    std::atomic<bool> is_gone_ = false;
    bool is_sending_ = false, is_answered_ = false;
    bool is_late_ = false; ///< the request did not come in time
};

} // namespace arna

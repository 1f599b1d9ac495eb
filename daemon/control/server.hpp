#pragma once
#include "daemon/control/message.hpp"
#include "daemon/file/descriptor.hpp"
#include "feeds/text/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace arna {

/// Who asks, as the kernel says it.
struct ControlPeer {
    uid_t uid = 0;
    pid_t pid = 0;
};

/// The way back to a caller. Lives on the io thread, but for is_gone().
class ControlReply {
public:
    virtual ~ControlReply() = default;

    /// Sends a row; waits while the caller does not read. False: the caller is gone, and the work may end.
    virtual boost::asio::awaitable<bool> row(boost::json::object value) = 0;
    /// The same with an open file that the caller gets, too: it is handed over, and closed here.
    virtual boost::asio::awaitable<bool> row_with_file(boost::json::object value, Descriptor file) = 0;
    /// How far the work is; sent with the next sign of life.
    virtual void progress(std::uint64_t done, std::uint64_t of) = 0;
    /// From any thread.
    [[nodiscard]] virtual bool is_gone() const = 0;
};

/// What is asked, by whom.
struct ControlCall {
    ControlRequest request;
    ControlPeer peer;
};

/// Answers a call: rows through `reply`, which outlives the coroutine, then how it ends. What it throws ends the call
/// with status 3 and is logged.
using ControlHandler =
    std::function<boost::asio::awaitable<std::variant<ControlEnd, ControlError>>(ControlCall, ControlReply& reply)>;

/// Tests shorten the times.
struct ControlLimits {
    std::size_t connections = 16;                  ///< the next is told that the daemon is busy
    std::chrono::milliseconds request{5'000};      ///< from the greeting to the end of the request
    std::chrono::milliseconds progress{30'000};    ///< of a caller that does not read
    std::chrono::milliseconds sign_of_life{2'000}; ///< between two of them
};

/// Listens on a Unix socket for one request a connection (docs/control.md). Lives on the io thread.
class ControlServer {
public:
    ControlServer(boost::asio::any_io_executor io, ControlGreeting greeting, ControlHandler handler,
                  ControlLimits limits = {});
    ~ControlServer();

    /// Makes the socket with mode 0660, in the place of one that lies there: call it while the store's lock is held,
    /// then that one is stale. Errc::io: it cannot be made; the message names it.
    [[nodiscard]] Result<void> listen(const std::filesystem::path& socket);

    /// Removes the socket, hangs up on every caller, and waits until the handlers have noticed (ControlReply::is_gone).
    [[nodiscard]] boost::asio::awaitable<void> stop();

private:
    class State;
    std::shared_ptr<State> state_;
};

} // namespace arna

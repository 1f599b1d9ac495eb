#pragma once
#include "daemon/http/server.hpp"
#include "tests/support/io_thread.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace arna {

/// A server on a free port of 127.0.0.1.
class TestServer {
public:
    explicit TestServer(Handler handler, ServerLimits limits = {});
    explicit TestServer(Router router, ServerLimits limits = {});
    ~TestServer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] ServerCounters counters();
    void stop(std::chrono::milliseconds grace);
    [[nodiscard]] IoThread& io() { return io_; }

private:
    IoThread io_;
    std::optional<Server> server_;
    std::uint16_t port_ = 0;
};

/// A handler for every path.
[[nodiscard]] Router everywhere(Handler handler);

/// Answers every request at once with its path.
[[nodiscard]] Handler echo();

} // namespace arna

#pragma once
#include "daemon/http/server.hpp"
#include "tests/support/io_thread.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <thread>

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

/// Answers every request with a body of that size.
[[nodiscard]] Handler large(std::size_t size);

/// Whether `holds()` becomes true within five seconds.
template <class Condition>
[[nodiscard]] bool eventually(Condition holds) {
    for (int i = 0; i < 500; ++i) {
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

} // namespace arna

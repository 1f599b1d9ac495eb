#pragma once
#include "tests/support/origin.hpp"

#include <atomic>
#include <chrono>
#include <thread>

namespace arna {

/// Counts requests that are answered at the same moment, until just before the first byte of the answer goes out:
/// whoever asks
/// next because of that answer is not counted with it, as Origin::peak() might. Any thread.
class Crowd {
public:
    explicit Crowd(OriginReply reply) : reply_(std::move(reply)) {}

    /// For Origin::on().
    [[nodiscard]] Origin::Handler handler() {
        return [this](const OriginRequest&, int) {
            const int now = ++now_;
            int most = most_;
            while (most < now && !most_.compare_exchange_weak(most, now)) {
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            --now_;
            return reply_;
        };
    }
    [[nodiscard]] int most() const { return most_; }

private:
    OriginReply reply_;
    std::atomic<int> now_{0}, most_{0};
};

} // namespace arna

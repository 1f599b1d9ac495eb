#pragma once
#include <atomic>
#include <thread>

namespace arna {

/// The thread that an object lives on: the first that asks. For assertions at the entry points of a class:
/// `assert(home_.is_here())`.
class HomeThread {
public:
    /// Whether the calling thread is the one that called first.
    [[nodiscard]] bool is_here() const {
        std::thread::id first{};
        const auto here = std::this_thread::get_id();
        return first_.compare_exchange_strong(first, here) || first == here;
    }

private:
    mutable std::atomic<std::thread::id> first_{};
};

} // namespace arna

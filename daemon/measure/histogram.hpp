#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

namespace arna {

/// How often durations fell below each of some bounds. note() may be called on any thread, also while another reads: a
/// reader may see a count without its sum.
class Histogram {
public:
    static constexpr std::size_t most_bounds = 16;

    /// `bounds` in seconds, rising; at most most_bounds, and static.
    explicit Histogram(std::span<const double> bounds) : bounds_(bounds) {}

    void note(std::chrono::nanoseconds duration) {
        const auto seconds = std::chrono::duration<double>(duration).count();
        std::size_t i = 0;
        while (i < bounds_.size() && seconds > bounds_[i]) ++i;
        counts_[i].fetch_add(1, std::memory_order_relaxed);
        sum_.fetch_add(duration.count(), std::memory_order_relaxed);
    }

    [[nodiscard]] std::span<const double> bounds() const { return bounds_; }
    /// How many fell between bound i-1 and bound i; after the last bound, those above it.
    [[nodiscard]] std::uint64_t count(std::size_t i) const { return counts_[i].load(std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t total() const {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i <= bounds_.size(); ++i) all += count(i);
        return all;
    }
    [[nodiscard]] double sum() const {
        return std::chrono::duration<double>(std::chrono::nanoseconds(sum_.load(std::memory_order_relaxed))).count();
    }

private:
    std::span<const double> bounds_;
    std::array<std::atomic<std::uint64_t>, most_bounds + 1> counts_{};
    std::atomic<std::int64_t> sum_{0}; ///< nanoseconds
};

/// Bounds for what takes 100 µs to 1 s: a commit, a request, a rendered document.
inline constexpr std::array quick_bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                         0.025,  0.05,    0.1,    0.25,  0.5,    1.0,   5.0};
/// Bounds for a visit: a fast server answers in 50 ms, a slow one in 30 s.
inline constexpr std::array visit_bounds{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0};
/// Bounds for lateness: from "at once" to ten minutes.
inline constexpr std::array lateness_bounds{0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0};

} // namespace arna

#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace arna {

/// Lets so many lines through in so long: for events that a stranger can bring about as often as he likes. One thread.
class LineQuota {
public:
    using Moment = std::chrono::steady_clock::time_point;

    LineQuota(std::uint32_t lines, std::chrono::seconds span) : lines_(lines), span_(span) {}

    /// How many were passed over since the last line that was let through; nothing: this one is passed over too.
    [[nodiscard]] std::optional<std::uint64_t> take(Moment now) {
        if (!begun_ || now - *begun_ >= span_) {
            begun_ = now;
            taken_ = 0;
        }
        if (taken_ < lines_) {
            ++taken_;
            return std::exchange(passed_over_, 0);
        }
        ++passed_over_;
        return std::nullopt;
    }

private:
    std::uint32_t lines_;
    std::chrono::seconds span_;
    std::optional<Moment> begun_; ///< of the present span
    std::uint32_t taken_ = 0;     ///< in it
    std::uint64_t passed_over_ = 0;
};

} // namespace arna

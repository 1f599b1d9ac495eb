#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace arna {

/// Counts of the latest `N` hours or days, by the number of the hour or day since 1970. Older ones are forgotten as time
/// goes on.
template <class Count, std::size_t N>
class Calendar {
public:
    static constexpr std::size_t size = N;

    /// The counts of `slot`, to be added to. One that is older than all that is kept begins anew: the clock was wrong.
    [[nodiscard]] Count& at(std::int64_t slot) {
        if (!is_kept(slot) && slot <= newest_) *this = {};
        if (slot > newest_) {
            const auto passed = std::min(static_cast<std::uint64_t>(slot - newest_), std::uint64_t{N});
            for (std::uint64_t i = 0; i < passed; ++i) slots_[place(slot - static_cast<std::int64_t>(i))] = {};
            newest_ = slot;
        }
        return slots_[place(slot)];
    }

    /// What was counted in `slot`; nothing where it is too old or still to come.
    [[nodiscard]] Count of(std::int64_t slot) const { return is_kept(slot) ? slots_[place(slot)] : Count{}; }

    /// Of the slots from `first` to `last`, both included.
    [[nodiscard]] Count sum(std::int64_t first, std::int64_t last) const {
        Count total{};
        first = std::max(first, newest_ - static_cast<std::int64_t>(N) + 1);
        for (auto slot = first; slot <= std::min(last, newest_); ++slot) total += of(slot);
        return total;
    }

    [[nodiscard]] std::int64_t newest() const { return newest_; }

private:
    [[nodiscard]] bool is_kept(std::int64_t slot) const {
        return slot <= newest_ && slot > newest_ - static_cast<std::int64_t>(N);
    }
    [[nodiscard]] static std::size_t place(std::int64_t slot) {
        return static_cast<std::size_t>(static_cast<std::uint64_t>(slot) % N);
    }

    std::int64_t newest_ = 0;
    std::array<Count, N> slots_{};
};

} // namespace arna

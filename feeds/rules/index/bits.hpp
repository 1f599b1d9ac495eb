#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace arna {

/// A set of small numbers, as bits.
using Bits = std::vector<std::uint64_t>;

/// An empty set for numbers below `count`; its vector is never empty.
[[nodiscard]] inline Bits make_bits(std::size_t count) { return Bits(count / 64 + 1); }

inline void set_bit(Bits& bits, std::size_t number) { bits[number / 64] |= std::uint64_t{1} << (number % 64); }

[[nodiscard]] inline bool has_bit(const Bits& bits, std::size_t number) {
    return (bits[number / 64] >> (number % 64) & 1U) != 0;
}

/// Calls `visit(std::uint32_t)` for each number of the set, in order.
template <class Visit>
void for_each_bit(const Bits& bits, Visit&& visit) {
    for (std::size_t i = 0; i < bits.size(); ++i) {
        for (std::uint64_t left = bits[i]; left != 0; left &= left - 1) {
            visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
        }
    }
}

} // namespace arna

#pragma once
#include "feeds/text/ascii.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

/// Looks up HTML names, whatever their case, among a fixed set: a hash table made at compile time over length, first,
/// last and
/// middle letter, with at most `Count` / 2 entries taken. The rows need a member `name` in lower case.
template <class Row, std::size_t Count>
class NameTable {
public:
    constexpr explicit NameTable(const std::array<Row, Count>& rows) : rows_(rows) {
        slots_.fill(no_row);
        for (std::size_t i = 0; i < Count; ++i) {
            std::size_t slot = hash(rows[i].name);
            while (slots_[slot] != no_row) slot = (slot + 1) % slots_.size();
            slots_[slot] = static_cast<std::uint8_t>(i);
            if (rows[i].name.size() > longest_) longest_ = rows[i].name.size();
        }
    }

    /// The row of that name, or nullptr.
    [[nodiscard]] constexpr const Row* find(std::string_view name) const {
        if (name.empty() || name.size() > longest_) return nullptr;
        for (std::size_t slot = hash(name); slots_[slot] != no_row; slot = (slot + 1) % slots_.size()) {
            const Row& row = rows_[slots_[slot]];
            if (equals_lower(name, row.name)) return &row;
        }
        return nullptr;
    }

    [[nodiscard]] constexpr std::span<const Row> rows() const { return rows_; }

private:
    static constexpr std::uint8_t no_row = 0xFF;
    static_assert(Count < no_row);

    [[nodiscard]] static constexpr std::size_t hash(std::string_view name) {
        const auto letter = [name](std::size_t i) { return static_cast<std::size_t>(ascii_lower(name[i])); };
        const std::size_t mixed =
            name.size() * 7 + letter(0) * 31 + letter(name.size() - 1) * 67 + letter(name.size() / 2) * 5;
        return mixed % slot_count;
    }

    static constexpr std::size_t slot_count = std::bit_ceil(Count * 4);

    std::array<Row, Count> rows_;
    std::array<std::uint8_t, slot_count> slots_{};
    std::size_t longest_ = 0;
};

} // namespace arna

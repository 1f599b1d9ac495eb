#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace arna {

/// Where in the original document the bytes of its repaired copy come from.
class SourceMap {
public:
    /// From the copy's offset `made` on, bytes come from `original` on, up to the next note. Notes come in order.
    void note(std::size_t made, std::size_t original) {
        shifts_.push_back({static_cast<std::uint32_t>(made), static_cast<std::uint32_t>(original)});
    }

    [[nodiscard]] std::size_t original(std::size_t made) const;

private:
    struct Shift {
        std::uint32_t made; ///< offsets fit: limits::document_bytes holds for both
        std::uint32_t original;
    };
    std::vector<Shift> shifts_;
};

} // namespace arna

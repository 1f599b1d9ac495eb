#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace arna {

/// Where in the original document the places of its repaired copy come from that somebody will ask for: of the edits
/// between two of them the last is enough, so that a text of nothing but edits takes no more memory than another.
class SourceMap {
public:
    /// From the copy's offset `made` on, bytes come from `original` on, up to the next note. Notes come in order.
    void note(std::size_t made, std::size_t original) {
        const Shift shift{static_cast<std::uint32_t>(made), static_cast<std::uint32_t>(original)};
        if (is_kept_) {
            shifts_.push_back(shift);
        } else {
            shifts_.back() = shift;
        }
        is_kept_ = false;
    }

    /// Offsets from the last note on to the next one will be asked for.
    void keep() { is_kept_ = true; }

    /// Right for offsets behind the last note before a call of keep(), up to the next note.
    [[nodiscard]] std::size_t original(std::size_t made) const;

private:
    struct Shift {
        std::uint32_t made; ///< offsets fit: limits::document_bytes holds for both
        std::uint32_t original;
    };
    std::vector<Shift> shifts_;
    bool is_kept_ = true; ///< the last of them
};

} // namespace arna

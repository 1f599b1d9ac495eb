#pragma once
#include <cstddef>
#include <vector>

namespace arna {

/// Where in the original document the bytes of its repaired copy come from.
class SourceMap {
public:
    /// From the copy's offset `made` on, bytes come from `original` on, up to the next note. Notes come in order.
    void note(std::size_t made, std::size_t original) { shifts_.push_back({made, original}); }

    [[nodiscard]] std::size_t original(std::size_t made) const;

private:
    struct Shift {
        std::size_t made;
        std::size_t original;
    };
    std::vector<Shift> shifts_;
};

} // namespace arna

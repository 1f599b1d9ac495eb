#pragma once
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace arna {

/// Keeps text where it lies until it is destroyed, also when it is moved.
class TextArena {
public:
    /// Room for `size` bytes, not initialised.
    [[nodiscard]] char* allocate(std::size_t size);

    [[nodiscard]] std::string_view keep(std::string_view text);

    /// Bytes of memory held.
    [[nodiscard]] std::size_t memory() const { return memory_; }

private:
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* free_ = nullptr;
    std::size_t left_ = 0;
    std::size_t memory_ = 0;
};

} // namespace arna

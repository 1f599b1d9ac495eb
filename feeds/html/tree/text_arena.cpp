#include "feeds/html/tree/text_arena.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t block_size = 16 * 1024;

} // namespace

char* TextArena::allocate(std::size_t size) {
    if (size > left_) {
        const std::size_t room = std::max(size, block_size);
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(room));
        memory_ += room;
        // A big text has its block for itself: what is left of the current one is still used.
        if (size > block_size / 4) return blocks_.back().get();
        free_ = blocks_.back().get();
        left_ = room;
    }
    left_ -= size;
    return std::exchange(free_, free_ + size);
}

std::string_view TextArena::keep(std::string_view text) {
    char* const kept = allocate(text.size());
    std::ranges::copy(text, kept);
    return {kept, text.size()};
}

} // namespace arna

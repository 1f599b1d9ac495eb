#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace arna {

/// Sixteen bytes that are compared at once (an extension that g++ and clang share): `block == ByteBlock{} + 'c'` is a
/// mask.
using ByteBlock [[gnu::vector_size(16)]] = std::uint8_t;

[[nodiscard]] inline ByteBlock load_block(const char* bytes) {
    ByteBlock block;
    std::memcpy(&block, bytes, sizeof block);
    return block;
}

/// Whether any byte of a mask is set.
template <class Mask>
[[nodiscard]] bool is_any(Mask mask) {
    std::array<std::uint64_t, 2> halves{};
    static_assert(sizeof mask == sizeof halves);
    std::memcpy(halves.data(), &mask, sizeof mask);
    return (halves[0] | halves[1]) != 0;
}

/// Offset of the first of these bytes in `text` at or after `from`; the size where there is none.
template <char... Members>
[[nodiscard]] std::size_t find_any(std::string_view text, std::size_t from) {
    while (text.size() - from >= sizeof(ByteBlock)) {
        const ByteBlock block = load_block(text.data() + from);
        if (is_any((... | (block == static_cast<std::uint8_t>(Members))))) break;
        from += sizeof(ByteBlock);
    }
    while (from < text.size() && !((text[from] == Members) || ...)) ++from;
    return from;
}

} // namespace arna

#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace arna {

/// A named character reference: `name` without '&', with the ';' where it is needed (2125 names) or as one of the 106
/// that
/// old pages write without; `second` is 0 for the 2138 names of a single character.
struct NamedCharRef {
    std::string_view name;
    char32_t first;
    char32_t second;
};

/// All of them, by name in byte order (char_refs_table.cpp, made by script/make_char_refs).
extern const std::array<NamedCharRef, 2231> named_char_refs;

/// Index of the first whose name begins with a byte of at least this value: those of `c` end at the index for `c + 1`.
extern const std::array<std::uint16_t, 129> first_named_char_ref;

} // namespace arna

#pragma once
#include <cstddef>

/// What an item may bring, for what one source says is sent to everybody who reads a tag. Ordinary items stay far below.
namespace arna::bounds {

inline constexpr std::size_t field_characters = 4000; ///< of a plain field; a longer one is cut at a word
inline constexpr std::size_t markup_bytes = 1 << 20;  ///< of a text's markup; the rest is not read
inline constexpr std::size_t address_bytes = 8 << 10; ///< of an address or id; a longer one is none
inline constexpr std::size_t media_type_bytes = 255;  ///< type and subtype (RFC 6838 §4.2)
inline constexpr std::size_t parts = 1000;            ///< categories, hashtags, enclosures; further ones are left out

} // namespace arna::bounds

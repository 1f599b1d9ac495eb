#pragma once
#include <cstddef>

/// What an item may bring, for what one source says is sent to everybody who reads a tag. Ordinary items stay far
/// below.
namespace arna::bounds {

inline constexpr std::size_t field_characters = 4000; ///< of a plain field; a longer one is cut at a word
inline constexpr std::size_t markup_bytes = 1 << 20;  ///< of a text's markup; the rest is not read
inline constexpr std::size_t address_bytes = 8 << 10; ///< of an address or id; a longer one is none
inline constexpr std::size_t media_type_bytes = 255;  ///< type and subtype (RFC 6838 §4.2)

// What is beyond one of these is left out. A part takes a hundred bytes, and two of its source.
inline constexpr std::size_t parts = 1000;           ///< categories, hashtags, enclosures of an item; hubs of a feed
inline constexpr std::size_t parts_of_all = 200'000; ///< the same and people, of all items of a document together

} // namespace arna::bounds

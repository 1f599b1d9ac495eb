#pragma once
#include <cstddef>

/// What one document may cost. A document that passes a bound is refused with Errc::limit_exceeded, unless said otherwise.
namespace arna::limits {

inline constexpr std::size_t document_bytes = 64 << 20; ///< UTF-8, as given and after the repairs
inline constexpr std::size_t depth = 256;               ///< open elements; for JSON open arrays and objects
inline constexpr std::size_t elements = 500'000;        ///< pugixml takes 64 bytes for each, and as much for a text
inline constexpr std::size_t attributes = 500'000;      ///< of all elements; 40 bytes each
inline constexpr std::size_t json_bytes = 128 << 20;    ///< memory that a JSON document takes
inline constexpr std::size_t attributes_of_one = 256;   ///< further ones are dropped
inline constexpr std::size_t entity_bytes =
    64 << 10;                                ///< all that a DTD's own entities expand to; then they stay as written
inline constexpr std::size_t entities = 256; ///< that a DTD may declare; further ones are unknown
inline constexpr std::size_t problems = 100; ///< that are listed; further ones are left out

} // namespace arna::limits

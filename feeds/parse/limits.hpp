#pragma once
#include <cstddef>

namespace arna::limits {

// A document that passes one of these is refused with Errc::limit_exceeded.
inline constexpr std::size_t document_bytes = 32 << 20; ///< UTF-8, as given and after the repairs
inline constexpr std::size_t depth = 256;               ///< open elements; for JSON open arrays and objects
inline constexpr std::size_t elements = 300'000;        ///< pugixml takes 64 bytes for each, and as much for a text
inline constexpr std::size_t attributes = 300'000;      ///< of all elements; 40 bytes each
inline constexpr std::size_t json_share = 8;       ///< memory that a JSON document takes, in sizes of the document …
inline constexpr std::size_t json_bytes = 1 << 20; ///< … and this for a small one

// What is beyond one of these is left out.
inline constexpr std::size_t model_share = 16; ///< memory that items and their parts take, in sizes of the document …
inline constexpr std::size_t model_bytes = 2 << 20; ///< … and this for a small one
inline constexpr std::size_t feeds = 100;           ///< of a document
inline constexpr std::size_t items = 20'000;        ///< of a feed
inline constexpr std::size_t sitemaps = 50'000;     ///< of an index, as sitemaps.org has it
inline constexpr std::size_t media = 20'000;        ///< of a feed, in all its items
inline constexpr std::size_t people = 200;          ///< of a feed or item
inline constexpr std::size_t hubs = 20;             ///< of a feed
inline constexpr std::size_t links = 1000;          ///< of a feed or item
inline constexpr std::size_t categories = 1000;     ///< of a feed or item
inline constexpr std::size_t extensions = 200;      ///< names of unknown elements of a feed or item
inline constexpr std::size_t prefixes = 256;        ///< of namespaces, that hold at one place
inline constexpr std::size_t base_bytes =
    256; ///< of a base for URLs, or as many as the document's own URL has: every URL that it makes is as long
inline constexpr std::size_t language_bytes = 64;     ///< of a language tag
inline constexpr std::size_t attributes_of_one = 256; ///< of one element
inline constexpr std::size_t coordinates = 20'000;    ///< of one geographic shape; it is left out as a whole
inline constexpr std::size_t entities = 256;          ///< that a DTD may declare; others are unknown
inline constexpr std::size_t entity_bytes = 64 << 10; ///< all that they expand to; then they stay as written
inline constexpr std::size_t problems = 100;          ///< that are listed

} // namespace arna::limits

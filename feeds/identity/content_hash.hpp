#pragma once
#include "feeds/model/entry.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// The highest byte of every content hash: the version of what they are made from.
inline constexpr std::uint64_t content_hash_version = 1;

/// XXH3 over what a reader would see of an entry: texts, people, categories (in any order), files, the picture, rights,
/// where it was taken from, and its link by `canonical_link`, so that a site's move to https is no revision. Neither id
/// nor dates count: some feeds make new ones for every answer. Hashes of different content_hash_version say
/// nothing about each other.
[[nodiscard]] std::uint64_t content_hash(const Entry& entry, std::string_view canonical_link);

} // namespace arna

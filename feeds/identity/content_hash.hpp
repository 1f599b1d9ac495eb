#pragma once
#include "feeds/model/clean_feed.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// The highest byte of every content hash: the version of what they are made from.
inline constexpr std::uint64_t content_hash_version = 2;

/// XXH3 over what a reader would see of an entry: the words of its texts (`plain`, those of `entry`), pictures in
/// whatever size, people, categories (in any order), files, rights, where it was taken from, and its link by
/// `canonical_link`, so that a site's move to https is no revision. Markup and white space do not count; neither do id
/// and dates: some feeds make new ones for every answer. Hashes of different content_hash_version say nothing about
/// each other.
[[nodiscard]] std::uint64_t content_hash(const Entry& entry, const PlainTexts& plain, std::string_view canonical_link);

/// XXH3 over all that is stored of an entry but id and dates: where it differs and content_hash() does not, the entry
/// is taken over without being a revision.
[[nodiscard]] std::uint64_t exact_hash(const Entry& entry);

} // namespace arna

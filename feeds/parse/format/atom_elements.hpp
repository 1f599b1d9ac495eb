#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// The elements of Atom (RFC 4287, and Atom 0.3), in Atom documents and inside other formats; all but the entries.
[[nodiscard]] std::span<const FieldRule<RawFeed>> atom_of_feeds();
[[nodiscard]] std::span<const FieldRule<RawItem>> atom_of_items();

} // namespace arna

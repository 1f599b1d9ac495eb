#pragma once
#include "feeds/parse/reader.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// RawItem::raw_hash of an item or entry: its bytes, and what decides how they are read (format, base, language, time zone).
[[nodiscard]] std::uint64_t item_hash(const Reader& reader, const Element& element);

/// The same over any bytes; never 0. `context` may be empty.
[[nodiscard]] std::uint64_t item_hash(std::string_view bytes, std::string_view context);

} // namespace arna

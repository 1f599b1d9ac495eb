#pragma once
#include "feeds/parse/reader.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// Sets RawItem::raw_hash of an item or entry: over its bytes, and what decides how they are read (format, base,
/// language, options). True if it was seen before and need not be read.
bool is_seen(const Reader& reader, const Element& element, RawItem& item);

/// The same for the hash of any bytes. `context`, which may be empty, is what the options do not say.
bool is_seen(const ParseOptions& options, std::uint64_t bytes, std::string_view context, RawItem& item);

} // namespace arna

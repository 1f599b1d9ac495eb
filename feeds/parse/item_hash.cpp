#include "feeds/parse/item_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace arna {

std::uint64_t item_hash(const Reader& reader, const Element& element) {
    const auto bytes = reader.document.source_of(element);
    if (bytes.empty()) return 0;
    const auto context = fmt::format("{}\n{}\n{}\n{}", static_cast<int>(reader.format), element.base(), element.lang(),
                                     reader.dates.time_zone);
    return item_hash(bytes, context);
}

std::uint64_t item_hash(std::string_view bytes, std::string_view context) {
    const auto seed = XXH3_64bits(context.data(), context.size());
    return std::max<std::uint64_t>(1, XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed));
}

} // namespace arna

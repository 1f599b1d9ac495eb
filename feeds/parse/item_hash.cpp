#include "feeds/parse/item_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace arna {

bool is_seen(const Reader& reader, const Element& element, RawItem& item) {
    const auto bytes = reader.document.hash_of(element);
    if (!bytes) return false;
    const auto context = fmt::format("{}\n{}\n{}", static_cast<int>(reader.format), element.base(), element.lang());
    return is_seen(reader.options, *bytes, context, item);
}

bool is_seen(const ParseOptions& options, std::uint64_t bytes, std::string_view context, RawItem& item) {
    const auto outer = XXH3_64bits_withSeed(options.time_zone.data(), options.time_zone.size(), options.reading);
    const auto seed = XXH3_64bits_withSeed(context.data(), context.size(), outer);
    item.raw_hash = std::max<std::uint64_t>(1, XXH3_64bits_withSeed(&bytes, sizeof bytes, seed));
    item.is_seen = options.seen != nullptr && options.seen->find(item.raw_hash) != nullptr;
    return item.is_seen;
}

} // namespace arna

#include "feeds/parse/xml/source_map.hpp"

#include <algorithm>
#include <iterator>

namespace arna {

std::size_t SourceMap::original(std::size_t made) const {
    const auto after = std::ranges::upper_bound(shifts_, made, {}, &Shift::made);
    if (after == shifts_.begin()) return made;
    const auto& shift = *std::prev(after);
    return shift.original + (made - shift.made);
}

} // namespace arna

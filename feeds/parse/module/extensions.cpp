#include "feeds/parse/module/extensions.hpp"

#include "feeds/parse/format/atom_elements.hpp"
#include "feeds/parse/module/chapters.hpp"
#include "feeds/parse/module/geo.hpp"
#include "feeds/parse/module/itunes.hpp"
#include "feeds/parse/module/media_rss.hpp"
#include "feeds/parse/module/modules.hpp"

#include <array>

namespace arna {

std::span<const std::span<const FieldRule<RawFeed>>> feed_extensions() {
    static const std::array groups = {atom_of_feeds(), feed_modules(), itunes_of_feeds(), media_of_feeds(),
                                      geo_of_feeds()};
    return groups;
}

std::span<const std::span<const FieldRule<RawItem>>> item_extensions() {
    static const std::array groups = {atom_of_items(),  item_modules(), itunes_of_items(),
                                      media_of_items(), geo_of_items(), chapters_of_items()};
    return groups;
}

void settle_extensions(Reader& reader, const Element& element, RawItem& item) {
    settle_media(reader, element, item);
    settle_geo(item.geo);
}

} // namespace arna

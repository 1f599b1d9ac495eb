#pragma once
#include "feeds/model/entry.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/model/safe_html.hpp"

#include <string_view>

namespace arna {

/// The picture of an item, from the first of these that has one: Media RSS images (the default one, else the widest),
/// an enclosure of an image type, the image that the item names, Media RSS thumbnails, the first image of the content
/// that is not small. `item` is as its source said it; `markup` is its content or summary, cleaned, and `text` that as
/// plain text. With the credit that Media RSS gives, or a caption or line of the text.
[[nodiscard]] Picture choose_picture(const RawItem& item, const SafeHtml& markup, std::string_view text,
                                     std::string_view base);

} // namespace arna

#pragma once
#include "feeds/model/raw_feed.hpp"

#include <string_view>
#include <vector>

namespace arna {

/// The files of an item with absolute http(s) addresses, each once; what Media RSS says of sound and film joins them.
[[nodiscard]] std::vector<Enclosure> clean_enclosures(std::vector<Enclosure> enclosures,
                                                      const std::vector<Media>& media, std::string_view base);

/// A media type in lower case without parameters ("audio/mpeg"); empty where it is none.
[[nodiscard]] std::string clean_media_type(std::string_view type);

} // namespace arna

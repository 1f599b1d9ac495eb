#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/parse/parse.hpp"

#include <string_view>

namespace arna {

/// Whether the first line that is not blank is an http(s) address, and nothing else: then the document is a sitemap in
/// plain text (sitemaps.org, "Text file"), one address a line.
[[nodiscard]] bool is_text_sitemap(std::string_view text);

/// Reads a sitemap in plain text: an item for each line, within limits::items. Other lines are problems. `take` gets
/// the items.
[[nodiscard]] RawFeed read_text_sitemap(std::string_view text, const ParseOptions& options, const TakeItem& take);

} // namespace arna

#pragma once
#include "feeds/parse/parse.hpp"

namespace arna {

/// Reads a JSON Feed, version 1.0 or 1.1 (https://www.jsonfeed.org/version/1.1/). A field of a wrong type is left out,
/// but for numbers where a string should be and the reverse. Items go to `take`; the text is freed
/// once its tree is made. Errors as parse().
[[nodiscard]] Result<RawFeed> read_json_feed(DocumentText text, const ParseOptions& options, const TakeItem& take);

} // namespace arna

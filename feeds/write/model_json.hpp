#pragma once
#include "feeds/model/page_reading.hpp"
#include "feeds/model/raw_feed.hpp"

#include <string>

namespace arna {

/// A feed as one JSON object, in the normalised form that `arna parse --json` prints. What the feed does not say is
/// left out: there is no null, no empty string (but the `value` of a text that has a `src`), no empty list or object
/// (but
/// `items`). Dates are RFC 3339 in UTC with whole seconds. No line break at the end. Texts must be UTF-8.
[[nodiscard]] std::string model_json(const RawFeed& feed);

/// What a page says as one JSON object, as `arna page --json` prints it; likewise.
[[nodiscard]] std::string model_json(const PageReading& page);

} // namespace arna

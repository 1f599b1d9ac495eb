#pragma once
#include "feeds/rules/item/match_item.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <boost/json.hpp>

namespace arna {

/// An item as the lines of `arna match` and `arna compare` write it. `now` is when an item without `seen` was seen.
/// Errc::bad_input: a field that is not known, or a value of another type; the message begins with the field.
[[nodiscard]] Result<MatchItem> read_item_json(const boost::json::object& fields, Time now);

} // namespace arna

#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/view/page_view.hpp"

#include <string_view>
#include <vector>

namespace arna {

/// The longest list of objects with a title and an address in scripts of JSON (`__NEXT_DATA__` and its like), as items.
/// Bounded by page_limits.
[[nodiscard]] std::vector<RawItem> items_of_state(const PageView& page, const std::vector<std::string_view>& scripts,
                                                  const VisibleDateOptions& dates);

/// The JSON objects that scripts assign to a name: `window.__INITIAL_STATE__ = {…}`.
[[nodiscard]] std::vector<std::string_view> assigned_states(const PageView& page);

} // namespace arna

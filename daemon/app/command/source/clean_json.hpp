#pragma once
#include "feeds/model/clean_feed.hpp"

#include <boost/json.hpp>

namespace arna {

/// A cleaned feed and its items as `arna try --json` shows them: what the store would keep. What is not there is left
/// out.
[[nodiscard]] boost::json::object json_of(const FeedFacts& facts);
[[nodiscard]] boost::json::object json_of(const Entry& entry);

} // namespace arna

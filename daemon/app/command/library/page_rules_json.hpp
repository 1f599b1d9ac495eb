#pragma once
#include "feeds/model/page_rules.hpp"

#include <boost/json/fwd.hpp>

#include <expected>

namespace arna {

/// What the tables [source.items] and [source.article] of the configuration hold, as JSON: `{"items": {"each": …},
/// "article": {"content": …}}`. A fault is a key that is none, or a value of the wrong type.
[[nodiscard]] std::expected<PageRules, RuleFault> page_rules_of(const boost::json::value& value);

} // namespace arna

#pragma once
#include "config/load.hpp"
#include "feeds/text/error.hpp"

#include <boost/json.hpp>

namespace arna {

/// What a question about a caller's rules takes to the daemon: tags with their rules and what else decides who joins
/// them, and of the sources what rules ask for, their limits and how their articles' pages are read, `plain`: those of
/// which there is only the name. No secret and no address is in it.
[[nodiscard]] boost::json::object rules_json(const Config& config);

/// The same configuration on the other side, its rules compiled; everything else in it is a default. Errc::bad_input.
[[nodiscard]] Result<LoadedConfig> read_rules_json(const boost::json::value& value);

} // namespace arna

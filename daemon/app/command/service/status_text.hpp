#pragma once
#include <boost/json/object.hpp>

#include <string>

namespace arna {

/// What /status.json tells, for people: a line of sums, then sources by health, failing ones first, then tags. Times
/// are relative to the document's own; beyond a day they are dates.
[[nodiscard]] std::string status_text(const boost::json::object& status);

} // namespace arna

#pragma once
#include "daemon/operations/status.hpp"

#include <string>

namespace arna {

/// `/status` for people: sums in words, what happened in the last 48 hours as pictures, sources (failing ones first) and
/// tags with their last 30 days. Query values and passwords in addresses are masked. Times are UTC.
[[nodiscard]] std::string status_page(const ServiceStatus& status);

} // namespace arna

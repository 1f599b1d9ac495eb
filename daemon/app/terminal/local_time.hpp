#pragma once
#include "feeds/text/time.hpp"

#include <ctime>
#include <string>

/// Moments in the zone of whoever reads: that of `TZ`, else of the machine.
namespace arna {

[[nodiscard]] std::tm local_time(Time time);

/// "2026-02-23 10:55"
[[nodiscard]] std::string local_minute(Time time);

} // namespace arna

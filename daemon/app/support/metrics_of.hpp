#pragma once
#include "config/config.hpp"

#include <string>

namespace arna {

/// What /metrics of the running daemon says, over the first address of `daemon.admin`; else why it cannot be had.
[[nodiscard]] std::string metrics_of(const Config& config);

} // namespace arna

#pragma once
#include "feeds/text/time.hpp"

#include <chrono>

namespace arna {

[[nodiscard]] inline Time wall_clock_now() {
    return std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now());
}

} // namespace arna

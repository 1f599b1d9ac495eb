#pragma once
#include "feeds/text/time.hpp"

#include <chrono>
#include <functional>

namespace arna {

/// The two clocks of polling. `now` is what is written down and compared with dates; `steady` is what waits are counted
/// on, so that a clock set by hand neither hurries nor silences a source. Tests set their own.
struct Clock {
    std::function<Time()> now;
    std::function<std::chrono::steady_clock::time_point()> steady;

    [[nodiscard]] static Clock system();
};

} // namespace arna

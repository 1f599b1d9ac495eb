#include "daemon/async/clock.hpp"

namespace arna {

Clock Clock::system() {
    return {.now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
            .steady = [] { return std::chrono::steady_clock::now(); }};
}

} // namespace arna

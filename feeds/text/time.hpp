#pragma once
#include <chrono>

namespace arna {

/// A moment, in milliseconds since 1970-01-01T00:00Z. The store keeps its count; documents show whole seconds.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

} // namespace arna

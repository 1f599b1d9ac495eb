#pragma once
#include <string>
#include <string_view>

namespace arna {

/// A title as bursts compare it: folded, its words single-spaced; empty where it has fewer than four words.
[[nodiscard]] std::string burst_title(std::string_view title);

} // namespace arna

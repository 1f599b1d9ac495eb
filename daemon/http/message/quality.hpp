#pragma once
#include <string_view>

namespace arna {

/// The weight among the parameters of a list's item, "q=0.8" of "gzip;q=0.8", in thousandths (RFC 9110 §12.4.2): 1000
/// where there is none, 0 for what is no weight.
[[nodiscard]] int quality(std::string_view parameters);

} // namespace arna

#pragma once
#include <cstddef>
#include <string_view>

namespace arna {

/// Where the next byte is that XML markup or a repair may begin with: '<', '&', a control character that XML forbids, or
/// 0xEF (as in U+FFFE); the size of `text` if there is none from `at` on.
[[nodiscard]] std::size_t find_markup(std::string_view text, std::size_t at);

/// The same without '<' and '&': what CDATA sections must be searched for.
[[nodiscard]] std::size_t find_suspicious(std::string_view text, std::size_t at);

} // namespace arna

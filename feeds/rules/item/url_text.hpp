#pragma once
#include <string>
#include <string_view>

namespace arna {

/// An address, or a part of one, as `url:` compares it: percent-encoding of text decoded, then folded.
[[nodiscard]] std::string comparable_url(std::string_view url, bool loose);

} // namespace arna

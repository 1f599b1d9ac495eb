#pragma once
#include "config/config.hpp"
#include "config/file/text_lines.hpp"

#include <cstddef>

namespace arna {

/// Where a character of a TOML string stands in its document. `begin` is the place of the string's opening quote,
/// `index` counts code points of its value from 0; the end of the value is the closing quote. Gives `begin` where no
/// string begins there.
[[nodiscard]] Place place_in_string(const TextLines& document, Place begin, std::size_t index);

} // namespace arna

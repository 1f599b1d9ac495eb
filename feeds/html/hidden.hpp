#pragma once
#include "feeds/html/tokenizer.hpp"

#include <span>
#include <string_view>

namespace arna {

/// Whether the (raw) value of a style attribute says "display: none".
[[nodiscard]] bool hides_element(std::string_view style);

/// Whether an element's attributes keep it and all that is in it from being shown: `hidden`, or such a style.
[[nodiscard]] bool is_hidden(std::span<const Attribute> attributes);

/// Whether a frame of these attributes is too small to be seen: it is there to count readers.
[[nodiscard]] bool is_dot(std::span<const Attribute> attributes);

} // namespace arna

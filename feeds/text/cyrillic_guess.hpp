#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// Says by letter statistics whether bytes that are no UTF-8 are Cyrillic text: "windows-1251" or "koi8-r"; nothing where
/// they are not, or too few to tell.
[[nodiscard]] std::optional<std::string_view> guess_cyrillic(std::string_view bytes);

} // namespace arna

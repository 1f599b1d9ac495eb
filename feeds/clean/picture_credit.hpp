#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// Whom a caption says that its picture is from: "Zakon.kz" of "сурет - Zakon.kz", "Фото: Zakon.kz" or "Photo by
/// Zakon.kz", also at the end of a longer caption. Nothing where it names nobody. `caption` is one line of plain text.
[[nodiscard]] std::optional<std::string> picture_credit(std::string_view caption);

} // namespace arna

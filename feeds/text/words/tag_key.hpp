#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The key by which names of tags are compared: their folded letters and digits. "#Референдум-2026", "#референдум_2026"
/// and "Референдум 2026" have the same one.
[[nodiscard]] std::string tag_key(std::string_view name);

/// A slug for URLs, [a-z0-9-]+: Kazakh and Russian Cyrillic is transliterated as sites of Kazakhstan do it, the rest by
/// ICU; "tag" if nothing is left.
[[nodiscard]] std::string slug(std::string_view name);

} // namespace arna

#pragma once
#include <string>
#include <string_view>

namespace arna {

/// By which names of tags are compared: the folded letters and digits. "#Референдум-2026", "#референдум_2026" and
/// "Референдум 2026" have the same one.
[[nodiscard]] std::string tag_key(std::string_view name);

/// A slug for URLs, [a-z0-9-]+: Kazakh and Russian Cyrillic transliterated, the rest through ICU; "tag" where nothing is left.
[[nodiscard]] std::string slug(std::string_view name);

} // namespace arna

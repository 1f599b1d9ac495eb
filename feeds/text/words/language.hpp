#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The language of plain text as a BCP 47 code; empty for texts of under 80 letters and when in doubt. Knows kk, ru, en and
/// the languages that are mistaken for them: ky, tt, ba, uk, bg, uz.
[[nodiscard]] std::string detect_language(std::string_view text);

} // namespace arna

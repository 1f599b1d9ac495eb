#pragma once
#include <string>
#include <string_view>

namespace arna {

/// The language of plain text as a BCP 47 code, or empty when it has under 80 letters or is not sure. Tells apart kk, ru,
/// en and what is mistaken for them (ky, tt, ba, uk, bg, uz).
[[nodiscard]] std::string detect_language(std::string_view text);

} // namespace arna

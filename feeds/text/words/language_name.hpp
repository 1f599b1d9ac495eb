#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Whether the first subtag of a BCP 47 tag is a language of ISO 639 that ICU knows: "kk" and "kk-KZ", not "xx".
[[nodiscard]] bool is_known_language(std::string_view tag);

/// What a language is called by those who speak it: "қазақша", "русский", "English", else as ICU has it, else the tag
/// itself.
[[nodiscard]] std::string own_language_name(std::string_view tag);

} // namespace arna

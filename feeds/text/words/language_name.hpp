#pragma once
#include <string>
#include <string_view>

namespace arna {

/// What a language calls itself: "қазақша", "русский", "English", "français". `code` is of ISO 639, in lower case;
/// empty where there is no such language.
[[nodiscard]] std::string language_name(std::string_view code);

} // namespace arna

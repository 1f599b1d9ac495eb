#pragma once
#include "config/option/option.hpp"

#include <span>
#include <string>
#include <string_view>

/// Options in words and as TOML.
namespace arna {

/// What values it takes, for the reference and for messages: "duration, 1s to 30d, or `auto`".
template <class Owner>
[[nodiscard]] std::string type_of(const Option<Owner>& option);

/// Its value in `owner` as TOML. Secrets are masked.
template <class Owner>
[[nodiscard]] std::string value_text(const Option<Owner>& option, const Owner& owner);

/// What holds where the key is missing, in Markdown; empty where nothing does.
template <class Owner>
[[nodiscard]] std::string fallback_of(const Option<Owner>& option);

/// A TOML string, in the quotes that need the fewest escapes. What a terminal would obey is escaped.
[[nodiscard]] std::string toml_string(std::string_view text);

/// ["a", "b"]
[[nodiscard]] std::string toml_list(std::span<const std::string> texts);

} // namespace arna

#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace arna {

/// A numeric character reference, "&#8217;" or "&#x2019;"; the semicolon may be missing.
struct CharacterReference {
    std::size_t length = 0;     ///< of the reference in the text
    char32_t character = 0;     ///< 0 where no text holds it; 128 to 159 are read as windows-1252, as in HTML
    bool is_well_formed = true; ///< complete, "x" in lower case, of a character that XML allows
    bool is_exact = true;       ///< XML would read it so
};

/// The reference at the start of `text`, which begins with "&#"; nothing if no digits follow.
[[nodiscard]] std::optional<CharacterReference> read_character_reference(std::string_view text);

} // namespace arna

#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// How sure a guess must be.
enum class Certainty {
    likely, ///< nobody says otherwise: a few letters that look Cyrillic are enough
    sure,   ///< it overrides a declaration: many letters, as frequent as in Russian
};

/// Tells by letter statistics whether bytes that are not UTF-8 are Cyrillic text: "windows-1251" or "koi8-r"; nothing
/// if they are not, or too few to tell. Looks at a few kilobytes from the first byte that is not ASCII.
[[nodiscard]] std::optional<std::string_view> guess_cyrillic(std::string_view bytes, Certainty certainty);

} // namespace arna

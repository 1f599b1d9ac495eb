#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// How sure a guess must be.
enum class Certainty {
    likely, ///< nothing says otherwise: some letters that look like Cyrillic are enough
    sure,   ///< it overrides what somebody declared: many letters, and as frequent as in Russian
};

/// Says by letter statistics whether bytes that are no UTF-8 are Cyrillic text: "windows-1251" or "koi8-r"; nothing where
/// they are not, or too few to tell. Looks at some kilobytes from the first byte on that is not ASCII.
[[nodiscard]] std::optional<std::string_view> guess_cyrillic(std::string_view bytes, Certainty certainty);

} // namespace arna

#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Where a reference stands: in attribute values "&copy=1" and "&copyx" are no references (HTML §13.2.5.73).
enum class CharRefPlace { text, attribute };

/// What a character reference stands for: one or two characters (`second` is 0), and how many bytes it takes. A
/// `length` of 0 says that it is none, and the '&' means itself.
struct CharRef {
    std::size_t length = 0;
    char32_t first = 0;
    char32_t second = 0;
};

/// The reference that `text` begins with (it begins with '&'), by the rules of HTML §13.2.5.72 and the following: the
/// longest name, the 106 names that need no ';', numbers out of range as U+FFFD, windows-1252 for 128 to 159.
[[nodiscard]] CharRef read_char_ref(std::string_view text, CharRefPlace place);

/// Appends raw text or a raw attribute value as what it means: references decoded, CR and CR LF as LF.
void append_decoded(std::string& out, std::string_view raw, CharRefPlace place);

[[nodiscard]] std::string decode_char_refs(std::string_view raw, CharRefPlace place = CharRefPlace::text);

} // namespace arna

#pragma once
#include <string>
#include <string_view>

namespace arna {

/// What a text seems to be written in.
struct LanguageGuess {
    std::string_view language; ///< BCP 47 code, or empty if no letter tells; lives as long as the program
    bool is_latin = false;     ///< in Latin letters, else in Cyrillic ones
    bool sure = false;         ///< so that word forms may be chosen by it
};

/// The most probable language of plain text of any length, of 33 in Cyrillic and 48 in Latin letters. Where little
/// tells, kk, ru and en are more probable than others. Sure only of at least 80 letters, and of kk, ru, en and what is
/// mistaken for them: ky, tt, ba, uk, be, bg, mk, sr, mn, uz. Looks at the first 512 characters.
[[nodiscard]] LanguageGuess guess_language(std::string_view text);

/// The language of the guess if it is sure, else empty.
[[nodiscard]] std::string detect_language(std::string_view text);

} // namespace arna

#pragma once
#include <unicode/unistr.h>

#include <cstdint>

namespace arna {

enum class Script : std::uint8_t { other, latin, cyrillic };

/// The script of a character.
[[nodiscard]] Script script_of(char32_t code_point);

/// Repairs words with letters of both scripts: letters of one are replaced by their look-alikes in the other if that
/// puts the whole word into one script, preferably the more frequent one. Words with letters that have no look-alike
/// stay. Requires: `text` is decomposed (NFKD), so that marks do not hide the letters, and not yet case-folded.
void repair_look_alikes(icu::UnicodeString& text);

} // namespace arna

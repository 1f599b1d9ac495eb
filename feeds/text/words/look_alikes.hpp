#pragma once
#include <unicode/unistr.h>

#include <cstdint>

namespace arna {

enum class Script : std::uint8_t { other, latin, cyrillic };

/// Whether a character is Latin or Cyrillic, or neither.
[[nodiscard]] Script script_of(char32_t code_point);

/// In words with letters of both scripts, replaces those of the one by what they look like in the other, if that makes the
/// whole word be of one script: the more frequent one, or else the other. Words with letters that look like nothing in
/// the other script stay. `text` must be decomposed (NFKD), so that marks do not hide the letters, and not yet
/// case-folded.
void repair_look_alikes(icu::UnicodeString& text);

} // namespace arna

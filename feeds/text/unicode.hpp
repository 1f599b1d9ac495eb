#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// `text` with U+FFFD for invalid UTF-8 and without characters that have no place in a text (is_text_character()).
[[nodiscard]] std::string xml_characters(std::string_view text);

/// `text` with every run of white space as one space, and none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

/// `text`, or its beginning cut at a word, with "…" behind it. At most `limit` code points.
[[nodiscard]] std::string truncate_at_word(std::string_view text, std::size_t limit);

/// Canonical composition (NFC) of stream-safe text (stream_safe.hpp): linear in time.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// The form in which texts are compared (docs/rules.md, "Folding"): NFKC, lower case, ё as е; without apostrophes,
/// quotes, soft hyphens and zero-width characters; Latin look-alikes in Cyrillic words repaired, and the reverse;
/// without diacritics on Latin letters and stress marks on Cyrillic ones. `loose` also folds қ ғ ң ө ұ ү ә і һ to к г н
/// о у у а и х. Idempotent; linear in time; the result is valid UTF-8 whatever the input.
[[nodiscard]] std::string fold(std::string_view text, bool loose = false);

/// Does out += fold(text, loose), without an allocation if `out` has room for three times the text.
void append_folded(std::string& out, std::string_view text, bool loose = false);

/// The number of code points.
[[nodiscard]] std::size_t code_points(std::string_view text);

} // namespace arna

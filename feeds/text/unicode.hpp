#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Invalid UTF-8 becomes U+FFFD; what is no character of a text (is_text_character()) is dropped.
[[nodiscard]] std::string xml_characters(std::string_view text);

/// White space of every kind to single spaces, none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

/// At most `limit` code points, cut at a word, with "…" where something was cut.
[[nodiscard]] std::string truncate_at_word(std::string_view text, std::size_t limit);

/// Canonical composition (NFC) of stream-safe text (stream_safe.hpp): linear in time.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// How text is compared (docs/rules.md, "Folding"): NFKC, case folding, ё=е, apostrophes, quotes, soft hyphens and
/// zero-width characters dropped, Latin look-alikes inside Cyrillic words repaired and the reverse, diacritics of Latin
/// letters and marks of stress on Cyrillic ones ignored. `loose` also folds қ ғ ң ө ұ ү ә і һ to к г н о у у а и х.
/// Idempotent, valid UTF-8 whatever the input, linear in time.
[[nodiscard]] std::string fold(std::string_view text, bool loose = false);

/// out += fold(text, loose), without another allocation where `out` has room for three times the text.
void append_folded(std::string& out, std::string_view text, bool loose = false);

/// Number of code points.
[[nodiscard]] std::size_t code_points(std::string_view text);

} // namespace arna

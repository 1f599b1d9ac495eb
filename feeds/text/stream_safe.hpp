#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Combining marks that may follow one letter. No language needs more than a few; sorting them, as every normalisation
/// does, takes time quadratic in their number.
inline constexpr std::size_t max_marks = 30;

/// `text` without the combining marks beyond `max_marks` behind one letter, which makes it stream-safe (UAX #15 §13).
/// Marks are counted as full decomposition leaves them, and over characters that folding drops. A view of `text` itself
/// where nothing is dropped, as in nearly all texts; else of `storage`. To be called before any normalisation of
/// foreign text.
[[nodiscard]] std::string_view stream_safe(std::string_view text, std::string& storage);

} // namespace arna

#pragma once
#include <span>
#include <string_view>

namespace arna::russian {

/// A verb that its infinitive does not tell how to conjugate, also with prefixes.
struct IrregularVerb {
    std::u32string_view infinitive;
    /// Separated by blanks: `stem:endings`, or `=form`. Endings are letters, explained at `endings_of()`.
    std::u32string_view stems;
};

/// Longest infinitives first where one ends with another.
[[nodiscard]] std::span<const IrregularVerb> irregular_verbs();

} // namespace arna::russian

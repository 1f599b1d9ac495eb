#pragma once
#include "feeds/rules/forms/languages.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// The stem of a folded word by the Snowball algorithm of a language, which must be neither Kazakh nor Russian. Valid
/// until the thread's next call for the same language. A word of over 256 bytes is its own stem.
[[nodiscard]] std::string_view snowball_stem(Language language, std::string_view word);

/// Whether stems of a language are found by computing them only: its stemmer also changes how words begin.
[[nodiscard]] bool changes_beginnings(Language language);

/// How every word with a given stem begins, of a language whose stemmer does not change beginnings: the stem without
/// what the stemmer may have put in place of an ending.
[[nodiscard]] std::string_view common_beginning(Language language, std::string_view stem);

} // namespace arna

#pragma once
#include "feeds/text/charset/charset.hpp"

#include <string>
#include <string_view>

namespace arna {

/// A page as UTF-8 of characters that texts are made of, without soft hyphens: they say where a word may be broken,
/// which
/// is for readers alone. As decode(); the charset may also stand in a <meta> so late that only a parser of the whole
/// head
/// finds it.
[[nodiscard]] Decoded decode_page(std::string bytes, std::string_view content_type);

} // namespace arna

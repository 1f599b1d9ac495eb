#pragma once
#include "feeds/clean/markup/safe_address.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/model/safe_html.hpp"

#include <string>
#include <string_view>

namespace arna {

/// A field that holds plain text: XML 1.0 characters, single spaced.
[[nodiscard]] std::string plain_field(std::string_view value);

/// An identifier as its source wrote it, trimmed and without what XML does not allow; empty if it is too long to be
/// one.
[[nodiscard]] std::string id_field(std::string_view value);

/// A text as one line of plain text, cut where it is too long: markup taken out, and what was escaped once too often
/// (`AT&amp;T`,
/// `<b>new</b>` in a plain text) repaired. Empty for texts that are neither plain nor markup.
[[nodiscard]] std::string plain_line(const Text& text);

/// Whether safe_markup() and plain_line() read only the beginning of a text.
[[nodiscard]] bool is_too_long(const Text& text);

/// A text as safe markup, cut where it is too long, a plain one as paragraphs; relative addresses resolved against its
/// base, or
/// `base` where it has none.
[[nodiscard]] SafeHtml safe_markup(const Text& text, std::string_view base);

/// An address of a field: absolute, not too long, of a scheme that `use` allows; else empty.
[[nodiscard]] std::string field_address(std::string_view value, AddressUse use, std::string_view base);

} // namespace arna

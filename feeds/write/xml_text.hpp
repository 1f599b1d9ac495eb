#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Appends text as the content of an XML or HTML element. What is not UTF-8 becomes U+FFFD, characters outside XML 1.0
/// (§2.2) are dropped, and `>` is always escaped, so that "]]>" cannot arise.
void append_xml_text(std::string& out, std::string_view text);

/// The same for an attribute value in double quotes. Tabs and line breaks survive the parser's normalisation.
void append_xml_attribute(std::string& out, std::string_view value);

/// Appends markup as it is, but without the characters that no text holds: what was stored before they were dropped has
/// them.
void append_markup(std::string& out, std::string_view markup);

} // namespace arna

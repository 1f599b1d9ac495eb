#pragma once
#include "feeds/parse/xml/document.hpp"

#include <string>
#include <string_view>

namespace arna {

/// How character data between the elements of a text is meant.
enum class Between {
    literal, ///< Atom's XHTML: characters stand for themselves, CDATA or not
    escaped, ///< RSS: CDATA is markup, and so is text that holds tags
};

/// The children of an element as markup that HTML and XML read alike: names without prefixes, "<br />", nothing else
/// empty, attributes in double quotes. URLs below a further xml:base are made absolute.
[[nodiscard]] std::string inner_markup(const Element& element, Between between);

/// Whether text is markup that was escaped: it holds a tag of HTML, or a character reference.
[[nodiscard]] bool looks_like_html(std::string_view text);

/// Whether HTML has an element of that name, whatever its case, past or present.
[[nodiscard]] bool is_html_element(std::string_view name);

} // namespace arna

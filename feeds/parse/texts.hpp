#pragma once
#include "feeds/parse/reader.hpp"

namespace arna {

/// How the text of an RSS-like element is meant.
enum class RssText {
    plain_or_html, ///< HTML where it looks like it
    html,          ///< HTML always
};

/// A text of RSS and its modules, with its language and base.
[[nodiscard]] Text rss_text(Reader& reader, const Element& element, RssText kind);

/// An Atom text construct or atom:content (RFC 4287 §3.1, §4.1.3; Atom 0.3 with its `mode`).
[[nodiscard]] Text atom_text(Reader& reader, const Element& element);

} // namespace arna

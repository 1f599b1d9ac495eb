#pragma once
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A document as UTF-8. `text` never holds a byte order mark or invalid UTF-8; `encoding` is what it was decoded from, in
/// lower case.
struct Decoded {
    std::string text;
    std::string encoding;
    std::vector<Problem> problems;
};

/// Turns a document into UTF-8. The charset is that of the byte order mark, else the one of `content_type` (a Content-Type
/// value, may be empty), else of the XML declaration or `<meta>`, else UTF-8 (RFC 7303 §3). Where the bytes do not fit it:
/// windows-1251 or KOI8-R if letter statistics say Cyrillic, else windows-1252, with a problem. Never fails: what cannot
/// be decoded becomes U+FFFD. Takes the bytes by value: valid UTF-8 is not copied.
[[nodiscard]] Decoded decode(std::string bytes, std::string_view content_type);

} // namespace arna

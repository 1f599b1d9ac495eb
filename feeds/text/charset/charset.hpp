#pragma once
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A document as UTF-8. `text` holds no byte order mark and no invalid UTF-8; `encoding` is the charset it was decoded
/// from, in lower case.
struct Decoded {
    std::string text;
    std::string encoding;
    std::vector<Problem> problems;
    bool is_clean = false; ///< seen to hold nothing but characters of texts (characters.hpp), as most documents do
};

/// Turns a document into UTF-8. The charset is that of the byte order mark, else the one of `content_type` (a
/// Content-Type value, may be empty), else of the XML declaration or an HTML page's `<meta>`, else UTF-8 (RFC 7303 §3).
/// Labels mean what they mean to browsers: iso-8859-1 is windows-1252. UTF-16, UTF-32 and EBCDIC are also known without
/// a mark.
///
/// Bytes that do not fit are read in the charset of the declaration if that was not the one tried, in windows-1251 or
/// KOI8-R if letter statistics say Cyrillic, else in windows-1252. Bytes that are UTF-8, or surely Cyrillic, are read
/// as that whatever single-byte charset was named. A text that is UTF-8 but for a few places stays UTF-8. Never fails:
/// what cannot be decoded becomes U+FFFD. NULs are kept.
///
/// Problems: `encoding-overridden`, the bytes are not in the charset that was named; `encoding-unknown`, the charset is
/// unknown, or refused as browsers refuse it (UTF-7); `encoding-invalid-bytes`, some bytes became U+FFFD.
///
/// Takes the bytes by value: valid UTF-8 is not copied. Linear in time; needs at most four times the document's memory.
[[nodiscard]] Decoded decode(std::string bytes, std::string_view content_type);

} // namespace arna

#pragma once
#include <string>
#include <string_view>

namespace arna {

/// A charset: its name as it is shown, which is that of the WHATWG Encoding Standard if it has one, in lower case; and
/// ICU's name for it.
struct Charset {
    std::string name;
    std::string icu_name;

    friend bool operator==(const Charset&, const Charset&) = default;
};

/// The charset that browsers take a label for: iso-8859-1 is windows-1252, gb2312 is gbk (WHATWG Encoding Standard
/// §4.2). Labels are compared by letters and digits, without case. Those that browsers do not know are looked up in
/// ICU. The name is empty for an unknown label, and for refused charsets, in which other software may read markup where
/// we see none (UTF-7, HZ and the like).
[[nodiscard]] Charset charset_of_label(std::string_view label);

/// The charset that a document's own bytes name: pseudo-attribute `encoding` of an XML declaration, or `charset` of a
/// `<meta>`, in the first 1,024 bytes. Empty where there is none.
[[nodiscard]] std::string_view label_in_document(std::string_view bytes);

/// The charset parameter of a Content-Type value, without quotes; empty where there is none.
[[nodiscard]] std::string_view label_in_content_type(std::string_view content_type);

} // namespace arna

#include "feeds/write/xml_text.hpp"

#include "feeds/text/byte_block.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"

#include <cstddef>

namespace arna {
namespace {

std::string_view reference(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    default: return "&#13;";
    }
}

template <char... Escaped>
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t copied = 0;;) {
        const auto at = find_any<Escaped...>(text, copied);
        out.append(text, copied, at - copied);
        if (at == text.size()) return;
        out += reference(text[at]);
        copied = at + 1;
    }
}

/// Hands `text` on with nothing in it that no text holds; nearly all texts are so.
template <class Append>
void append_clean(std::string_view text, Append append) {
    if (text_prefix(text) == text.size())
        append(text);
    else
        append(xml_characters(text));
}

} // namespace

void append_xml_text(std::string& out, std::string_view text) {
    append_clean(text, [&](std::string_view clean) { append_escaped<'&', '<', '>', '\r'>(out, clean); });
}

void append_xml_attribute(std::string& out, std::string_view value) {
    append_clean(value,
                 [&](std::string_view clean) { append_escaped<'&', '<', '>', '"', '\r', '\n', '\t'>(out, clean); });
}

void append_markup(std::string& out, std::string_view markup) {
    append_clean(markup, [&](std::string_view clean) { out += clean; });
}

} // namespace arna

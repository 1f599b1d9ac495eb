#include "feeds/clean/escape.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/text/utf8.hpp"

namespace arna {
namespace {

constexpr ByteSet text_specials("&<>\r");
constexpr ByteSet attribute_specials("&<>\"\r\xC2");

/// XML §2.2, of Unicode scalar values.
bool is_xml_character(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c != 0xFFFE && c != 0xFFFF;
}

void append_character(std::string& out, char32_t c) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '\r': out += '\n'; break;
    default:
        if (is_xml_character(c)) append_utf8(out, c);
    }
}

bool is_blank_character(char32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x200B || c == 0xFEFF || c == '\t' || c == '\n' || c == '\f' || c == '\r' ||
           !is_xml_character(c);
}

} // namespace

void append_escaped_text(std::string& out, std::string_view raw, bool has_references) {
    std::size_t at = 0;
    while (true) {
        const std::size_t next = text_specials.find(raw, at);
        out.append(raw, at, next - at);
        if (next == raw.size()) return;
        at = next + 1;
        if (raw[next] == '\r' && at < raw.size() && raw[at] == '\n') continue;
        const CharRef ref =
            raw[next] == '&' && has_references ? read_char_ref(raw.substr(next), CharRefPlace::text) : CharRef{};
        if (ref.length == 0) {
            append_character(out, static_cast<unsigned char>(raw[next]));
            continue;
        }
        append_character(out, ref.first);
        if (ref.second != 0) append_character(out, ref.second);
        at = next + ref.length;
    }
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    ((out += ' ') += name) += "=\"";
    std::string legal;
    if (xml_prefix(value) != value.size()) {
        for (std::size_t at = 0; at < value.size();) {
            const char32_t c = next_code_point(value, at);
            if (is_xml_character(c)) append_utf8(legal, c);
        }
        value = legal;
    }
    std::size_t at = 0;
    while (true) {
        const std::size_t next = attribute_specials.find(value, at);
        out.append(value, at, next - at);
        if (next == value.size()) break;
        at = next + 1;
        if (value[next] == '"') {
            out += "&quot;";
        } else if (value[next] != '\xC2') {
            append_character(out, static_cast<unsigned char>(value[next]));
        } else if (value.substr(next).starts_with("\u00A0")) {
            out += "&#160;";
            ++at;
        } else {
            out += '\xC2';
        }
    }
    out += '"';
}

bool can_be_seen(std::string_view raw) {
    std::size_t at = 0;
    while (at < raw.size()) {
        if (is_html_space(raw[at])) {
            ++at;
            continue;
        }
        if (raw[at] == '&') {
            const CharRef ref = read_char_ref(raw.substr(at), CharRefPlace::text);
            if (ref.length == 0 || !is_blank_character(ref.first) || ref.second != 0) return true;
            at += ref.length;
        } else if (!is_blank_character(next_code_point(raw, at))) {
            return true;
        }
    }
    return false;
}

std::size_t xml_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x80) {
            ++at;
            continue;
        }
        // The letters of most alphabets take two bytes.
        if (byte >= 0xC2 && byte < 0xE0) {
            if (at + 1 == text.size() || (static_cast<unsigned char>(text[at + 1]) & 0xC0U) != 0x80) return at;
            at += 2;
            continue;
        }
        std::size_t end = at;
        const char32_t c = next_code_point(text, end);
        if (!is_xml_character(c) || (c == replacement_character && text.substr(at, end - at) != "\uFFFD")) return at;
        at = end;
    }
    return at;
}

} // namespace arna

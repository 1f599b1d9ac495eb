#include "feeds/clean/markup/escape.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/byte_block.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace arna {
namespace {

void append_character(std::string& out, char32_t c) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '\r': out += '\n'; break;
    default:
        if (is_text_character(c)) append_utf8(out, c);
    }
}

bool is_blank_character(char32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x200B || c == 0xFEFF || c == '\t' || c == '\n' || c == '\f' || c == '\r' ||
           !is_text_character(c);
}

} // namespace

void append_escaped_text(std::string& out, std::string_view raw, bool has_references) {
    std::size_t at = 0;
    while (true) {
        const std::size_t next = find_any<'&', '<', '>', '\r'>(raw, at);
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
    if (text_prefix(value) != value.size()) value = legal = xml_characters(value);
    std::size_t at = 0;
    while (true) {
        const std::size_t next = find_any<'&', '<', '>', '"', '\r', '\xC2'>(value, at);
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

void append_start_tag(std::string& out, std::string_view name, std::string_view attributes) {
    (((out += '<') += name) += attributes) += '>';
}

void append_end_tag(std::string& out, std::string_view name) { ((out += "</") += name) += '>'; }

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

} // namespace arna

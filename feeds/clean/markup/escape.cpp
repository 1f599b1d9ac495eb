#include "feeds/clean/markup/escape.hpp"

#include "feeds/html/byte_block.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/characters.hpp"
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

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

constexpr std::size_t block_size = sizeof(ByteBlock);

/// Whether a block, with the two bytes before it, is well-formed as far as it goes and of legal characters that take one or two
/// bytes, or three behind a lead that allows any second byte.
bool is_plain_block(const char* bytes) {
    // Signed, 0x80 is the least and 0x7F the greatest byte: each comparison is one instruction then.
    using Block [[gnu::vector_size(block_size)]] = std::int8_t;
    const auto load = [](const char* at) { return reinterpret_cast<Block>(load_block(at)); };
    const auto byte = [](int value) { return static_cast<std::int8_t>(value); };
    const auto is_lead = [byte](Block b) {
        return (b > byte(0xC1)) & (b < byte(0xEF)) & (b != byte(0xE0)) & (b != byte(0xED));
    };
    const auto is_lead_of_3 = [byte](Block b) { return (b > byte(0xE0)) & (b < byte(0xEF)) & (b != byte(0xED)); };
    const Block block = load(bytes);
    const Block before = load(bytes - 1);
    const auto is_due = is_lead(before) | is_lead_of_3(load(bytes - 2));
    const auto is_second = block < byte(0xC0);
    const auto is_text = ((block > byte(0x1F)) & (block != byte(0x7F))) | (block == '\n') | (block == '\t');
    const auto is_control = (before == byte(0xC2)) & (block < byte(0xA0)); // U+0080 to U+009F
    return !is_any((is_due ^ is_second) | ~(is_text | is_second | is_lead(block)) | is_control);
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
    if (xml_prefix(value) != value.size()) value = legal = xml_text(value);
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

std::size_t xml_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto is_plain = [&] { return text.size() - at >= block_size && is_plain_block(text.data() + at); };
        if (at >= 2 && is_plain()) {
            do at += block_size;
            while (is_plain());
            while (is_continuation(text[at - 1])) --at; // the last character may go on behind the block
            --at;
        }
        const std::size_t slow_end = std::min(at + block_size, text.size());
        while (at < slow_end) {
            std::size_t end = at;
            const char32_t c = next_code_point(text, end);
            if (!is_text_character(c) || (c == replacement_character && text.substr(at, end - at) != "\uFFFD"))
                return at;
            at = end;
        }
    }
    return at;
}

std::string xml_text(std::string_view text) {
    std::string legal;
    legal.reserve(text.size());
    while (true) {
        const std::size_t prefix = xml_prefix(text);
        legal.append(text, 0, prefix);
        text.remove_prefix(prefix);
        if (text.empty()) return legal;
        std::size_t size = 0;
        const char32_t c = next_code_point(text, size);
        if (is_text_character(c)) append_utf8(legal, c);
        text.remove_prefix(size);
    }
}

} // namespace arna

#include "feeds/clean/plain_field.hpp"

#include "feeds/clean/bounds.hpp"
#include "feeds/clean/markup/escape.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/clean/markup/sanitize_rules.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/unicode.hpp"

#include <utility>

namespace arna {
namespace {

/// Whether a text holds a complete reference: with its ';', so that "R&D" and "AT&T" are none.
bool has_references(std::string_view text) {
    for (std::size_t at = 0; (at = text.find('&', at)) != std::string_view::npos; ++at) {
        const CharRef ref = read_char_ref(text.substr(at), CharRefPlace::text);
        if (ref.length > 0 && text[at + ref.length - 1] == ';') return true;
    }
    return false;
}

/// Whether a plain text holds markup rather than speaks about it: an element that is also closed, or a line break.
bool has_markup(std::string_view text) {
    if (!text.contains('<')) return false;
    Tokenizer tokens(text);
    Token token;
    while (tokens.next(token)) {
        const bool is_tag = token.kind == TokenKind::start_tag || token.kind == TokenKind::end_tag;
        const ElementRule* element = is_tag ? element_rules.find(token.name) : nullptr;
        if (element == nullptr) continue;
        if (token.kind == TokenKind::end_tag || element->role == Role::line_break) return true;
    }
    return false;
}

/// Titles are often escaped twice, some three times.
std::string repaired(std::string text) {
    for (int round = 0; round < 2 && has_references(text); ++round) text = decode_char_refs(text);
    return has_markup(text) ? plain_text(text) : text;
}

/// Plain text as paragraphs: an empty line ends one, a line feed breaks the line.
std::string paragraphs(std::string_view text) {
    std::string html;
    std::string_view before = "<p>"; // the next line
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (can_be_seen(line)) {
            html += std::exchange(before, "<br>");
            append_escaped_text(html, line, false);
        } else {
            before = "<p>";
        }
        at = end + 1;
    }
    return html;
}

/// What is read of a text: not more than `size` bytes, and no half character.
std::string_view beginning(std::string_view text, std::size_t size) {
    if (text.size() <= size) return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) --size;
    return text.substr(0, size);
}

std::string cut_line(std::string line) {
    if (line.size() <= bounds::field_characters) return line;
    return truncate_at_word(line, bounds::field_characters);
}

} // namespace

std::string plain_field(std::string_view value) { return collapse_space(xml_characters(value)); }

std::string id_field(std::string_view value) {
    auto id = plain_field(value);
    return id.size() <= bounds::address_bytes ? id : std::string();
}

bool is_too_long(const Text& text) { return text.value.size() > bounds::markup_bytes; }

std::string plain_line(const Text& text) {
    const auto value = beginning(text.value, bounds::markup_bytes);
    switch (text.type) {
    case Text::Type::plain: return cut_line(plain_field(repaired(std::string(value))));
    case Text::Type::html:
    case Text::Type::xhtml: return cut_line(plain_field(repaired(plain_text(value))));
    case Text::Type::other: break;
    }
    return {};
}

SafeHtml safe_markup(const Text& text, std::string_view base) {
    const SanitizeOptions options{.base = text.base.empty() ? base : std::string_view(text.base),
                                  .drop_relative = true,
                                  .strip_tracking = true,
                                  .is_xml = text.type == Text::Type::xhtml};
    const auto value = beginning(text.value, bounds::markup_bytes);
    switch (text.type) {
    case Text::Type::plain: return sanitize(paragraphs(value), options);
    case Text::Type::html:
    case Text::Type::xhtml: return sanitize(value, options);
    case Text::Type::other: break;
    }
    return {};
}

std::string field_address(std::string_view value, AddressUse use, std::string_view base) {
    auto address = safe_address(value, use, {.base = base, .drop_relative = true, .strip_tracking = true});
    return address.size() <= bounds::address_bytes ? address : std::string();
}

} // namespace arna

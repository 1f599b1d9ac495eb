#include "feeds/write/xml_text.hpp"

#include "feeds/text/characters.hpp"
#include "feeds/text/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace arna {
namespace {

enum class Kind : std::uint8_t { literal, reference, illegal, maybe_illegal };

using Kinds = std::array<Kind, 256>;

constexpr Kinds kinds_of_text() {
    Kinds kinds{};
    for (std::size_t c = 0; c < 0x20; ++c) kinds[c] = Kind::illegal;
    kinds['\t'] = kinds['\n'] = Kind::literal;
    kinds['\r'] = kinds['&'] = kinds['<'] = kinds['>'] = Kind::reference;
    kinds[0x7F] = Kind::illegal;
    kinds[0xC2] = kinds[0xEF] = Kind::maybe_illegal;
    return kinds;
}

constexpr Kinds kinds_of_attribute() {
    Kinds kinds = kinds_of_text();
    kinds['\t'] = kinds['\n'] = kinds['"'] = Kind::reference;
    return kinds;
}

constexpr Kinds kinds_of_markup() {
    Kinds kinds = kinds_of_text();
    for (Kind& kind : kinds) kind = kind == Kind::reference ? Kind::literal : kind;
    return kinds;
}

constexpr Kinds markup_kinds = kinds_of_markup();
constexpr Kinds text_kinds = kinds_of_text();
constexpr Kinds attribute_kinds = kinds_of_attribute();

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

/// `text` is UTF-8.
void append_escaped(std::string& out, std::string_view text, const Kinds& kinds) {
    std::size_t copied = 0;
    const auto replace = [&](std::size_t at, std::size_t length, std::string_view by) {
        out += text.substr(copied, at - copied);
        out += by;
        copied = at + length;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (kinds[static_cast<unsigned char>(text[i])]) {
        case Kind::literal: break;
        case Kind::reference: replace(i, 1, reference(text[i])); break;
        case Kind::illegal: replace(i, 1, {}); break;
        case Kind::maybe_illegal:
            if (begins_with_no_text(text.substr(i))) {
                const std::size_t size = text[i] == '\xC2' ? 2 : 3;
                replace(i, size, {});
                i += size - 1;
            }
            break;
        }
    }
    out += text.substr(copied);
}

void append_repaired(std::string& out, std::string_view text, const Kinds& kinds) {
    if (utf8_prefix(text) == text.size()) {
        append_escaped(out, text, kinds);
    } else {
        append_escaped(out, repair_utf8(text), kinds);
    }
}

} // namespace

void append_xml_text(std::string& out, std::string_view text) { append_repaired(out, text, text_kinds); }

void append_xml_attribute(std::string& out, std::string_view value) { append_repaired(out, value, attribute_kinds); }

void append_markup(std::string& out, std::string_view markup) { append_repaired(out, markup, markup_kinds); }

} // namespace arna

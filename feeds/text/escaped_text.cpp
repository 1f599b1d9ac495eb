#include "feeds/text/escaped_text.hpp"

#include "feeds/text/terminal.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

namespace arna {
namespace {

void append_escaped(std::string& out, char32_t c) {
    switch (c) {
    case U'"': out += "\\\""; break;
    case U'\\': out += "\\\\"; break;
    case U'\n': out += "\\n"; break;
    case U'\r': out += "\\r"; break;
    case U'\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c));
    }
}

} // namespace

std::string escaped_text(std::string_view text, std::size_t limit) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (out.size() >= limit) return out + "…";
        const char32_t c = next_code_point(text, at);
        if (c == U'"' || c == U'\\' || is_terminal_control(c)) {
            append_escaped(out, c);
        } else {
            append_utf8(out, c);
        }
    }
    return out;
}

} // namespace arna

#include "feeds/write/json_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace arna {
namespace {

void append_escape(std::string& out, char c) {
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    }
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x20 && text[i] != '"' && text[i] != '\\') continue;
        out.append(text, done, i - done);
        done = i + 1;
        append_escape(out, text[i]);
    }
    out.append(text, done);
    out += '"';
}

} // namespace arna

#include "feeds/write/json_text.hpp"

#include "feeds/text/byte_block.hpp"

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

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Where the next character stands that is escaped; the size if there is none.
std::size_t find_escaped(std::string_view text, std::size_t from) {
    while (text.size() - from >= sizeof(ByteBlock)) {
        const ByteBlock block = load_block(text.data() + from);
        if (is_any((block < 0x20) | (block == '"') | (block == '\\'))) break;
        from += sizeof(ByteBlock);
    }
    while (from < text.size() && !is_escaped(text[from])) ++from;
    return from;
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t done = 0; done < text.size(); ++done) {
        const auto at = find_escaped(text, done);
        out.append(text, done, at - done);
        done = at;
        if (at < text.size()) append_escape(out, text[at]);
    }
    out += '"';
}

} // namespace arna

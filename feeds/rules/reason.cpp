#include "feeds/rules/reason.hpp"

#include "feeds/text/unicode.hpp"

#include <algorithm>

namespace arna {
namespace {

constexpr std::size_t max_text = 80;    ///< code points of a term or a found text
constexpr std::size_t max_reason = 800; ///< bytes

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : truncate_at_word(text, max_text)) {
        switch (c) {
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\\': out += "\\\\"; break;
        default: out += c;
        }
    }
}

} // namespace

std::string encode_reason(std::span<const Evidence> because) {
    std::string out;
    for (const Evidence& evidence : because) {
        std::string line = evidence.field;
        line += '\t';
        append_escaped(line, evidence.term);
        line += '\t';
        append_escaped(line, evidence.found);
        line += '\n';
        if (!out.empty() && out.size() + line.size() > max_reason) break;
        out += line;
    }
    return out;
}

} // namespace arna

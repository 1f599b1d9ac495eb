#include "feeds/model/evidence.hpp"

#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

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

/// The part of `text` up to the next `separator`, unescaped; both are taken off.
std::string take_escaped(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    std::string out;
    for (std::size_t i = 0; i < end; ++i) {
        if (text[i] != '\\' || i + 1 == end) {
            out += text[i];
            continue;
        }
        const char escaped = text[++i];
        out += escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    return out;
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

std::vector<Evidence> decode_reason(std::string_view reason) {
    std::vector<Evidence> because;
    while (!reason.empty()) {
        const auto end = std::min(reason.find('\n'), reason.size());
        std::string_view line = reason.substr(0, end);
        reason.remove_prefix(std::min(end + 1, reason.size()));
        if (std::ranges::count(line, '\t') != 2) continue;
        Evidence evidence;
        evidence.field = take_escaped(line, '\t');
        evidence.term = take_escaped(line, '\t');
        evidence.found = take_escaped(line, '\n');
        because.push_back(std::move(evidence));
    }
    return because;
}

} // namespace arna

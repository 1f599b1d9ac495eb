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

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        out += c == 't' ? '\t' : c == 'n' ? '\n' : c;
    }
    return out;
}

/// The part of `rest` before `separator`, which is taken away from it with the part.
std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
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
        std::string_view line = take_until(reason, '\n');
        if (std::ranges::count(line, '\t') != 2) continue;
        const std::string_view field = take_until(line, '\t');
        const std::string_view term = take_until(line, '\t');
        because.push_back({std::string(field), unescaped(term), unescaped(line)});
    }
    return because;
}

std::string compact_reason(const RuleMatch& match) { return encode_reason(match.because); }

} // namespace arna

#include "feeds/parse/json/repair.hpp"

#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace arna {
namespace {

bool is_hex(char c) { return is_ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f'); }

/// The code unit of the "\\uXXXX" that `text` begins with; nothing if it does not.
std::optional<unsigned> code_unit(std::string_view text) {
    if (text.size() < 6 || !text.starts_with("\\u") || !std::ranges::all_of(text.substr(2, 4), is_hex))
        return std::nullopt;
    unsigned unit = 0;
    std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
    return unit;
}

/// How long the escape is that `text`, which begins with a backslash, begins with; 0 if it is none, or half of a
/// character.
std::size_t escape_length(std::string_view text) {
    const auto unit = code_unit(text);
    if (!unit) return text.size() > 1 && std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos ? 2 : 0;
    if (*unit < 0xD800 || *unit > 0xDFFF) return 6;
    const auto low = code_unit(text.substr(6));
    return *unit < 0xDC00 && low && *low >= 0xDC00 && *low <= 0xDFFF ? 12 : 0;
}

} // namespace

std::string escape_json_strings(std::string_view text) {
    std::string made;
    made.reserve(text.size() + text.size() / 16);
    bool is_in_string = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (!is_in_string || (c != '\\' && static_cast<unsigned char>(c) >= 0x20)) {
            if (c == '"') is_in_string = !is_in_string;
            made += c;
            ++i;
        } else if (c != '\\') {
            fmt::format_to(std::back_inserter(made), "\\u{:04x}", static_cast<unsigned char>(c));
            ++i;
        } else if (const auto length = escape_length(text.substr(i)); length > 0) {
            made += text.substr(i, length);
            i += length;
        } else if (code_unit(text.substr(i))) {
            made += "\\ufffd";
            i += 6;
        } else {
            made += "\\\\";
            ++i;
        }
    }
    return made;
}

std::string close_json(std::string_view beginning) {
    std::string open;    // the closing brackets that are still due, outermost first
    std::string due;     // those at the last place where the document could be cut
    std::size_t end = 0; // that place
    bool is_in_string = false;
    const auto note = [&](std::size_t at) {
        end = at;
        due = open;
    };
    for (std::size_t i = 0; i < beginning.size(); ++i) {
        const char c = beginning[i];
        if (is_in_string) {
            if (c == '\\') ++i;
            if (c == '"') is_in_string = false;
            continue;
        }
        if (c == '"') is_in_string = true;
        if (c == '{' || c == '[') {
            open += c == '{' ? '}' : ']';
            note(i + 1);
        } else if ((c == '}' || c == ']') && !open.empty()) {
            open.pop_back();
            note(i + 1);
        } else if (c == ',') {
            note(i);
        }
    }
    std::string made(beginning.substr(0, end));
    made.append(due.rbegin(), due.rend());
    return made;
}

} // namespace arna

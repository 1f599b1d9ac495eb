#include "feeds/parse/json_repair.hpp"

#include "feeds/html/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace arna {
namespace {

bool is_hex(char c) { return is_ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f'); }

/// Whether `text` begins with an escape of JSON; it begins with a backslash.
bool is_escape(std::string_view text) {
    if (text.size() < 2) return false;
    if (text[1] == 'u') return text.size() >= 6 && std::ranges::all_of(text.substr(2, 4), is_hex);
    return std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos;
}

} // namespace

std::string escape_json_strings(std::string_view text) {
    std::string made;
    made.reserve(text.size() + text.size() / 16);
    bool is_in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') is_in_string = !is_in_string;
        if (is_in_string && c == '\\') {
            made += is_escape(text.substr(i)) ? "\\" : "\\\\";
            if (is_escape(text.substr(i))) made += text[++i];
        } else if (is_in_string && static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(made), "\\u{:04x}", static_cast<unsigned char>(c));
        } else {
            made += c;
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

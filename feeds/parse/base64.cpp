#include "feeds/parse/base64.hpp"

#include "feeds/text/ascii.hpp"

#include <cstdint>

namespace arna {
namespace {

int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

} // namespace

std::string from_base64(std::string_view text) {
    std::string made;
    made.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (is_html_space(c)) continue;
        const auto digit = digit_of(c);
        if (digit < 0) break;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        made += static_cast<char>(bits >> count & 0xFF);
    }
    return made;
}

} // namespace arna

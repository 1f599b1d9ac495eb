#include "feeds/rules/item/url_text.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

namespace arna {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Decodes what is not ASCII: "%D2%9B" is қ, while "%2F" is no slash.
std::string with_letters_decoded(std::string_view url) {
    std::string out;
    for (std::size_t i = 0; i < url.size(); ++i) {
        const bool has_code =
            url[i] == '%' && i + 2 < url.size() && hex_value(url[i + 1]) >= 8 && hex_value(url[i + 2]) >= 0;
        if (has_code) {
            out += static_cast<char>(hex_value(url[i + 1]) * 16 + hex_value(url[i + 2]));
            i += 2;
        } else {
            out += url[i];
        }
    }
    return utf8_prefix(out) == out.size() ? out : std::string(url);
}

} // namespace

std::string comparable_url(std::string_view url, bool loose) { return fold(with_letters_decoded(url), loose); }

} // namespace arna

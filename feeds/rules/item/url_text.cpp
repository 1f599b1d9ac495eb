#include "feeds/rules/item/url_text.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/utf8.hpp"

#include <cstdint>
#include <optional>

namespace arna {
namespace {

/// Decodes what is not ASCII: "%D2%9B" is қ, while "%2F" is no slash.
std::string with_letters_decoded(std::string_view url) {
    std::string out;
    for (std::size_t at = 0; at < url.size();) {
        const std::optional<std::uint8_t> byte = percent_encoded_byte(url.substr(at));
        const bool is_text = byte && *byte >= 0x80;
        out += is_text ? static_cast<char>(*byte) : url[at];
        at += is_text ? 3 : 1;
    }
    return utf8_prefix(out) == out.size() ? out : std::string(url);
}

} // namespace

std::string comparable_url(std::string_view url, bool loose) {
    return fold(with_letters_decoded(url.substr(0, max_compared_url)), loose);
}

} // namespace arna

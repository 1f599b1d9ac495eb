#include "feeds/text/base64.hpp"

#include "feeds/text/ascii.hpp"

#include <openssl/evp.h>

namespace arna {
namespace {

/// The digits that `text` begins with, in the usual alphabet; a URL's has '-' and '_' instead.
std::string digits_of(std::string_view text) {
    std::string digits;
    digits.reserve(text.size() + 3);
    for (const char c : text) {
        if (is_html_space(c)) continue;
        if (is_ascii_alphanumeric(c) || c == '+' || c == '/') {
            digits += c;
        } else if (c == '-' || c == '_') {
            digits += c == '-' ? '+' : '/';
        } else {
            break;
        }
    }
    return digits;
}

} // namespace

std::string from_base64(std::string_view text) {
    auto digits = digits_of(text);
    std::string made(digits.size() / 4 * 3 + 3, '\0');
    const auto size = digits.size() * 3 / 4;
    digits.append((4 - digits.size() % 4) % 4, 'A'); // libcrypto decodes four digits at a time
    const auto* read = reinterpret_cast<const unsigned char*>(digits.data());
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(made.data()), read, static_cast<int>(digits.size()));
    made.resize(size);
    return made;
}

} // namespace arna

#include "config/option/secret.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace arna {
namespace {

constexpr std::size_t token_length = 20; // of letters and digits mixed: no word and no date is so long

/// Whether one of the words stands in a name between anything but letters: "key" in "api_key" and "X-Key", not in "monkey".
bool has_word(std::string_view name, std::span<const std::string_view> words) {
    const auto is_letter_at = [&](std::size_t i) { return i < name.size() && name[i] >= 'a' && name[i] <= 'z'; };
    return std::ranges::any_of(words, [&](std::string_view word) {
        for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
            if ((at == 0 || !is_letter_at(at - 1)) && !is_letter_at(at + word.size())) return true;
        }
        return false;
    });
}

constexpr auto secret_words = std::to_array<std::string_view>(
    {"token",    "accesstoken", "key",  "apikey", "secret",     "auth",       "authorization",
     "password", "passwd",      "pwd",  "cookie", "session",    "sessionid",  "sid",
     "sig",      "signature",   "hash", "jwt",    "credential", "credentials"});

bool is_random(std::string_view value) {
    const auto is_part = [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; };
    return value.size() >= token_length && std::ranges::all_of(value, is_part) &&
           std::ranges::any_of(value, is_ascii_digit) && std::ranges::any_of(value, is_ascii_letter);
}

} // namespace

bool is_secret_header(std::string_view name) { return has_word(ascii_lowered(name), secret_words); }

bool has_credentials(std::string_view url) {
    const auto begin = url.find("://");
    if (begin == std::string_view::npos) return false;
    const std::string_view rest = url.substr(begin + 3);
    return rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos;
}

bool has_token(std::string_view url) {
    const auto begin = url.find('?');
    if (begin == std::string_view::npos) return false;
    std::string_view query = url.substr(begin + 1);
    query = query.substr(0, query.find('#'));
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const auto equals = pair.find('=');
        const std::string_view value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        if (!value.empty() && (has_word(ascii_lowered(pair.substr(0, equals)), secret_words) || is_random(value)))
            return true;
    }
    return false;
}

std::string masked_secret(std::string_view secret) {
    if (secret.empty()) return {};
    return secret.find("://") == std::string_view::npos ? "***" : masked_url(secret);
}

} // namespace arna

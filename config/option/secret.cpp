#include "config/option/secret.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace arna {
namespace {

constexpr std::string_view mask = "***";
constexpr std::size_t token_length = 20; // of letters and digits mixed: no word and no date is so long

/// Whether one of the words stands in a name between anything but letters: "key" in "api_key" and "X-Key", not in
/// "monkey".
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

bool is_token(std::string_view name, std::string_view value) {
    return !value.empty() && (has_word(ascii_lowered(name), secret_words) || is_random(value));
}

/// Whether `test` holds for one of the parameters "name=value" in a text. They stand in the query of a URL, or between
/// blanks or semicolons.
template <class Test>
bool any_parameter(std::string_view text, Test test) {
    while (!text.empty()) {
        const std::string_view parameter = text.substr(0, text.find_first_of("?&;# "));
        text.remove_prefix(std::min(parameter.size() + 1, text.size()));
        const auto equals = parameter.find('=');
        if (equals != std::string_view::npos && test(parameter.substr(0, equals), parameter.substr(equals + 1)))
            return true;
    }
    return false;
}

/// Where the credentials of an address end, at their '@'; npos where it has none. Also of what is no proper address,
/// for a message may quote it: without a scheme, or with a slash in the password, which then looks like a port that is
/// no number.
std::size_t end_of_credentials(std::string_view address) {
    const auto scheme = address.find("://");
    const bool has_scheme = scheme != std::string_view::npos;
    const std::size_t begin = has_scheme ? scheme + 3 : 0;
    const std::string_view authority = address.substr(begin, address.find_first_of("/?#", begin) - begin);
    const auto colon = authority.find(':');
    if (const auto at = authority.rfind('@'); at != std::string_view::npos)
        return has_scheme || colon < at ? begin + at : std::string_view::npos;
    const bool has_port = authority.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
    return colon == std::string_view::npos || has_port ? std::string_view::npos : address.rfind('@');
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
    const std::string_view query = url.substr(begin + 1);
    return any_parameter(query.substr(0, query.find('#')), is_token);
}

std::string masked_address(std::string_view address) {
    std::string masked;
    if (const auto at = end_of_credentials(address); at != std::string_view::npos) {
        const auto scheme = address.find("://");
        masked.append(address.substr(0, scheme < at ? scheme + 3 : 0)).append(mask);
        address.remove_prefix(at);
    }
    std::size_t done = 0;
    any_parameter(address, [&](std::string_view name, std::string_view value) {
        if (!is_token(name, value)) return false;
        const auto begin = static_cast<std::size_t>(value.data() - address.data());
        masked.append(address.substr(done, begin - done)).append(mask);
        done = begin + value.size();
        return false;
    });
    return masked.append(address.substr(done));
}

bool is_masked(std::string_view secret) {
    if (secret == mask) return true;
    const auto at = end_of_credentials(secret);
    if (at != std::string_view::npos && secret.substr(0, at).ends_with("://***")) return true;
    return any_parameter(secret, [](std::string_view, std::string_view value) { return value == mask; });
}

} // namespace arna

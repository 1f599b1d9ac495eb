#include "daemon/http/message/basic_credentials.hpp"

#include "daemon/http/message/field_value.hpp"
#include "feeds/text/base64.hpp"

namespace arna {

std::optional<std::string> basic_password(std::string_view authorization) {
    const auto blank = authorization.find(' ');
    if (blank == std::string_view::npos || !is_token(authorization.substr(0, blank), "basic")) return std::nullopt;
    const auto credentials = from_base64(trim_field(authorization.substr(blank)));
    const auto colon = credentials.find(':'); // a user name has none
    if (colon == std::string::npos) return std::nullopt;
    return credentials.substr(colon + 1);
}

std::string basic_challenge(std::string_view realm) {
    std::string challenge = "Basic realm=\"";
    for (const char c : realm) {
        if (c == '"' || c == '\\') challenge += '\\';
        challenge += c;
    }
    return challenge + "\", charset=\"UTF-8\"";
}

} // namespace arna

#include "feeds/model/entry_id.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>

namespace arna {
namespace {

bool may_follow_in_scheme(char c) { return is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.'; }

bool is_forbidden_in_iri(char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7F' || std::string_view("<>\"{}|\\^`").contains(c);
}

} // namespace

bool is_absolute_iri(std::string_view id) {
    const auto colon = id.find(':');
    if (colon == std::string_view::npos || colon < 2 || colon + 1 == id.size()) return false;
    const auto scheme = id.substr(0, colon);
    if (!is_ascii_letter(scheme.front()) || !std::ranges::all_of(scheme, may_follow_in_scheme)) return false;
    if (std::ranges::any_of(id, is_forbidden_in_iri)) return false;
    if (!equals_lower(scheme, "http") && !equals_lower(scheme, "https")) return true;
    const auto rest = id.substr(colon + 1);
    return rest.starts_with("//") && rest.size() > 2 && !std::string_view("/?#:@").contains(rest[2]);
}

std::string entry_urn(const Ident& ident) {
    auto bytes = ident;
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x80); // version 8
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80); // variant 10
    std::string urn = "urn:uuid:";
    urn.reserve(urn.size() + 36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) urn += '-';
        urn += "0123456789abcdef"[bytes[i] >> 4];
        urn += "0123456789abcdef"[bytes[i] & 0x0F];
    }
    return urn;
}

} // namespace arna

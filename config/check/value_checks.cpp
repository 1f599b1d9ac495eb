#include "config/check/value_checks.hpp"

#include "config/option/suggest.hpp"
#include "feeds/rules/index/regex.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/words/language_name.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace arna::value_checks {
namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_control_or_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

/// RFC 9110 §5.6.2: what a field name consists of.
bool is_token_character(char c) {
    return is_ascii_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_made_of_name_characters(std::string_view value) {
    return !value.empty() && std::ranges::all_of(value, [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

/// Header fields that arna fills itself: what a source's setting says of them would break a visit.
constexpr auto own_headers = std::to_array<std::string_view>(
    {"host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "expect", "if-none-match",
     "if-modified-since", "range", "accept-encoding", "a-im"});

} // namespace

std::string not_empty(std::string_view value) {
    return value.empty() ? "nothing; write something, or remove the key" : "";
}

std::string source_name(std::string_view value) {
    return is_made_of_name_characters(value) ? "" : "no name of a source; write a-z, 0-9 and hyphens only";
}

std::string slug(std::string_view value) {
    return is_made_of_name_characters(value) ? "" : "no slug; write a-z, 0-9 and hyphens only";
}

std::string tag_name(std::string_view value) {
    if (std::ranges::any_of(value, is_control)) return "no name of a tag; remove the control character";
    return tag_key(value).empty() ? "no name of a tag; write at least one letter or digit" : "";
}

std::string list_name(std::string_view value) {
    return tag_key(value).empty() ? "no name of a list; write at least one letter or digit" : "";
}

std::string list_term(std::string_view value) {
    return tag_key(value).empty() ? "no term; write at least one letter or digit" : "";
}

std::string authority(std::string_view value) {
    const bool is_fine = !value.empty() && value.find_first_of(",/?#") == std::string_view::npos &&
                         std::ranges::none_of(value, is_control_or_blank);
    return is_fine ? "" : "no authority of ids; write a domain like \"feeds.example.kz\"";
}

std::string edition_language(std::string_view value) {
    const bool is_code = (value.size() == 2 || value.size() == 3) &&
                         std::ranges::all_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
    return !is_code || !is_known_language(value) ? "no code of a language in lower case; write one like \"kk\"" : "";
}

std::string digest(std::string_view value) {
    static constexpr auto kinds = std::to_array<std::string_view>({"daily", "weekly"});
    if (std::ranges::find(kinds, value) != kinds.end()) return "";
    return "no digest; write \"daily\" or \"weekly\"" + did_you_mean(value, kinds);
}

std::string language(std::string_view value) {
    std::size_t length = 0;
    bool is_first = true;
    for (const char c : value) {
        if (c == '-' && length > 0) {
            is_first = false;
            length = 0;
        } else if (++length > 8 || !(is_ascii_letter(c) || (is_ascii_digit(c) && !is_first))) {
            return "no language; write one like \"kk\" or \"ru-KZ\"";
        }
    }
    const bool is_fine = value.empty() || (length > 0 && (!is_first || length > 1));
    return is_fine ? "" : "no language; write one like \"kk\" or \"ru-KZ\"";
}

std::string time_zone(std::string_view value) {
    return value.empty() || is_time_zone(value) ? ""
                                                : "no time zone that this system knows; write one like \"Asia/Almaty\"";
}

std::string store_url(std::string_view value) {
    if (value.starts_with("postgresql:")) return "not supported yet; write \"sqlite:\"";
    return value == "sqlite:" ? "" : "no store; write \"sqlite:\"";
}

std::string user_agent(std::string_view value) {
    if (value.empty() || std::ranges::any_of(value, is_control)) return "no user agent; write one line";
    for (auto open = value.find('{'); open != std::string_view::npos; open = value.find('{', open + 1)) {
        const std::string_view rest = value.substr(open);
        if (!rest.starts_with("{version}") && !rest.starts_with("{base_url}")) {
            return "a user agent with an unknown placeholder; {version} and {base_url} are known";
        }
    }
    return "";
}

std::string user_name(std::string_view value) {
    if (std::ranges::any_of(value, is_control)) return "no user name; write one line";
    return value.find(':') == std::string_view::npos ? "" : "no user name; there can be no colon in it (RFC 7617)";
}

std::string password(std::string_view value) {
    return std::ranges::any_of(value, is_control) ? "no password; write one line" : "";
}

std::string header_name(std::string_view value) {
    if (value.empty() || !std::ranges::all_of(value, is_token_character)) return "no name of a header field";
    const bool is_own = std::ranges::find(own_headers, ascii_lowered(value)) != own_headers.end();
    return is_own ? "a header field that arna fills itself; remove it" : "";
}

std::string header_value(std::string_view value) {
    return std::ranges::any_of(value, is_control) ? "no value of a header field; write one line" : "";
}

std::string regular_expression(std::string_view value) {
    if (value.empty()) return "";
    RegexMeter meter;
    const auto& measured = meter.measure({.pattern = std::string(value), .flags = ""});
    return measured ? "" : measured.error();
}

} // namespace arna::value_checks

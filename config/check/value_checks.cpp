#include "config/check/value_checks.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

namespace arna::value_checks {
namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_control_or_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

/// RFC 9110 §5.6.2: what a field name consists of.
bool is_token_character(char c) {
    return is_ascii_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
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
    return tag_key(value).empty() ? "no name of a tag; write at least one letter or digit" : "";
}

std::string http_url(std::string_view value) {
    const bool is_fine =
        is_http_url(value) && !url_host(value).empty() && std::ranges::none_of(value, is_control_or_blank);
    return is_fine ? "" : "no http or https address; write one like https://example.kz/rss";
}

std::string base_url(std::string_view value) {
    const bool has_more = value.find_first_of("?#@") != std::string_view::npos;
    return http_url(value).empty() && !has_more ? "" : "no base of addresses; write one like https://feeds.example.kz";
}

std::string proxy(std::string_view value) {
    constexpr auto schemes = std::to_array<std::string_view>({"http", "https", "socks5", "socks5h"});
    const auto end = value.find("://");
    const bool is_fine = value.empty() || (end != std::string_view::npos && end + 3 < value.size() &&
                                           std::ranges::find(schemes, value.substr(0, end)) != schemes.end() &&
                                           std::ranges::none_of(value, is_control_or_blank));
    return is_fine ? "" : "no proxy; write one like http://proxy.example.kz:3128 or socks5://127.0.0.1:1080";
}

std::string endpoint(std::string_view value) {
    const auto colon = value.rfind(':');
    const std::string_view host = value.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool is_v6 = host.starts_with('[') && host.ends_with(']');
    const bool has_host =
        is_v6 ? host.size() > 2 : !host.empty() && host.find_first_of(":[]/ ") == std::string_view::npos;
    const bool has_port = has_host && parse_number<std::uint16_t>(value.substr(colon + 1)).has_value();
    return has_port ? "" : "no address with a port; write one like \"127.0.0.1:8411\", \"[::1]:8411\" or \"*:8411\"";
}

std::string network(std::string_view value) {
    const auto slash = value.find('/');
    const std::string address(value.substr(0, slash));
    std::array<std::uint8_t, 16> bytes{};
    const bool is_v4 = ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
    const bool is_v6 = !is_v4 && ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
    const unsigned longest = is_v4 ? 32 : 128;
    const auto length = slash == std::string_view::npos ? longest : parse_number<unsigned>(value.substr(slash + 1));
    const bool is_fine =
        (is_v4 || is_v6) && address.size() == std::min(slash, value.size()) && length && *length <= longest;
    return is_fine ? "" : "no network; write one like \"10.0.0.0/8\" or \"fd00::/8\"";
}

std::string authority(std::string_view value) {
    const bool is_fine = !value.empty() && value.find_first_of(",/?#") == std::string_view::npos &&
                         std::ranges::none_of(value, is_control_or_blank);
    return is_fine ? "" : "no authority of ids; write a domain like \"feeds.example.kz\"";
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

std::string header_name(std::string_view value) {
    if (value.empty() || !std::ranges::all_of(value, is_token_character)) return "no name of a header field";
    const bool is_own = std::ranges::find(own_headers, ascii_lowered(value)) != own_headers.end();
    return is_own ? "a header field that arna fills itself; remove it" : "";
}

std::string header_value(std::string_view value) {
    return std::ranges::any_of(value, is_control) ? "no value of a header field; write one line" : "";
}

} // namespace arna::value_checks

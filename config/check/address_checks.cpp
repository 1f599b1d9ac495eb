#include "config/check/value_checks.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

/// Those of value_checks.hpp that look at addresses of the network.
namespace arna::value_checks {
namespace {

constexpr std::size_t longest_host = 253, longest_label = 63; // RFC 1035 §2.3.4, as text

bool is_control_or_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_address(int family, std::string_view text) {
    std::array<std::uint8_t, 16> bytes{};
    const bool is_c_string = text.find('\0') == std::string_view::npos;
    return is_c_string && ::inet_pton(family, std::string(text).c_str(), bytes.data()) == 1;
}

bool is_label(std::string_view label) {
    const auto is_fine = [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; };
    return !label.empty() && label.size() <= longest_label && std::ranges::all_of(label, is_fine);
}

/// A name in ASCII with or without a final dot, or an IPv4 address. What ends with a number is an address or nothing.
bool is_host_name(std::string_view host) {
    if (host.size() > longest_host) return false;
    std::string_view rest = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
    std::string_view label;
    for (bool is_last = false; !is_last;) {
        const auto dot = rest.find('.');
        is_last = dot == std::string_view::npos;
        label = rest.substr(0, dot);
        if (!is_label(label)) return false;
        rest.remove_prefix(is_last ? rest.size() : dot + 1);
    }
    return !std::ranges::all_of(label, is_ascii_digit) || is_address(AF_INET, host);
}

/// A host of a URL: a name in any script, IPv4, or IPv6 in brackets.
bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) return is_address(AF_INET6, host.substr(1, host.size() - 2));
    return !host.empty() && is_host_name(ascii_host(host));
}

/// What is wrong with the authority of a URL that has its scheme: a clause, or nothing.
std::string authority_complaint(const UrlParts& url) {
    if (url.userinfo.find('@') != std::string_view::npos)
        return "an address with two '@' before its path; write that of a user name or password as %40";
    if (!is_host(url.host)) return "an address without a host that can be";
    const auto port = parse_number<std::uint16_t>(url.port);
    if (!url.port.empty() && (!port || *port == 0)) return "an address whose port is not 1 to 65535";
    return "";
}

} // namespace

std::string http_url(std::string_view value) {
    const UrlParts url = split_url(value);
    const bool has_form = is_http_url(value) && url.has_authority && std::ranges::none_of(value, is_control_or_blank);
    const std::string complaint = has_form ? authority_complaint(url) : "no http or https address";
    return complaint.empty() || complaint.find(';') != std::string::npos
               ? complaint
               : complaint + "; write one like https://example.kz/rss";
}

std::string base_url(std::string_view value) {
    if (value.find_first_of("?#") != std::string_view::npos)
        return "an address to which no path can be added; leave out '?' or '#' and what follows";
    const bool has_user = value.find('@') != std::string_view::npos;
    return http_url(value).empty() && !has_user ? "" : "no base of addresses; write one like https://feeds.example.kz";
}

std::string proxy(std::string_view value) {
    constexpr auto schemes = std::to_array<std::string_view>({"http", "https", "socks5", "socks5h"});
    const UrlParts url = split_url(value);
    const bool is_fine =
        value.empty() || (std::ranges::find(schemes, url.scheme) != schemes.end() && url.has_authority &&
                          std::ranges::none_of(value, is_control_or_blank) && authority_complaint(url).empty());
    return is_fine ? "" : "no proxy; write one like http://proxy.example.kz:3128 or socks5://127.0.0.1:1080";
}

std::string host(std::string_view value) {
    return is_host(value) ? "" : "no host; write one like \"example.kz\", without scheme and path";
}

std::string endpoint(std::string_view value) {
    const auto colon = value.rfind(':');
    const std::string_view host = value.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool is_scoped = host.starts_with("[fe80:") && host.ends_with(']'); // its zone is for the system to judge
    const bool is_fine =
        (host == "*" || is_scoped || is_host(host)) && parse_number<std::uint16_t>(value.substr(colon + 1)).has_value();
    return is_fine ? "" : "no address with a port; write one like \"127.0.0.1:8411\", \"[::1]:8411\" or \"*:8411\"";
}

std::string network(std::string_view value) {
    const auto slash = value.find('/');
    const std::string_view address = value.substr(0, slash);
    const bool is_v4 = is_address(AF_INET, address);
    const unsigned longest = is_v4 ? 32 : 128;
    const auto length = slash == std::string_view::npos ? longest : parse_number<unsigned>(value.substr(slash + 1));
    const bool is_fine = (is_v4 || is_address(AF_INET6, address)) && length && *length <= longest;
    return is_fine ? "" : "no network; write one like \"10.0.0.0/8\" or \"fd00::/8\"";
}

} // namespace arna::value_checks

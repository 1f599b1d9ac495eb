#include "feeds/text/url/url.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/utf8.hpp"

#include <arpa/inet.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace arna {
namespace {

constexpr bool is_control_or_blank(char c) { return static_cast<std::uint8_t>(c) <= 0x20; }
constexpr bool is_tab_or_newline(char c) { return c == '\t' || c == '\n' || c == '\r'; }

/// Schemes in whose URLs browsers read "\" as "/" and always expect a host.
bool is_special(std::string_view scheme) {
    return scheme == "http" || scheme == "https" || scheme == "ftp" || scheme == "ws" || scheme == "wss";
}

} // namespace

bool is_resolved_url(std::string_view url) {
    std::size_t at = 0;
    if (url.starts_with("https://"))
        at = 8;
    else if (url.starts_with("http://"))
        at = 7;
    else
        return false;
    const std::size_t host = at;
    for (; at < url.size() && url[at] != '/' && url[at] != '?' && url[at] != '#'; ++at) {
        const char c = url[at];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':')) return false;
    }
    if (at == host || url.substr(host, at - host).contains("xn--")) return false;
    for (; at < url.size(); ++at) {
        if (!is_url_byte(url[at])) return false;
        if (url[at] != '/' || at + 1 == url.size()) continue;
        const char next = url[at + 1];
        if (next == '.' || next == '%') return false; // perhaps a dot segment
    }
    return true;
}

namespace {

/// What a browser makes of a reference before it looks at it: no tabs and newlines, "\" as "/" where the scheme (or the
/// base's) is special, valid UTF-8.
std::string tidied(std::string_view text, std::string_view base_scheme) {
    std::string out;
    out.reserve(text.size());
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_tab_or_newline(c); });
    if (utf8_prefix(out) != out.size()) out = repair_utf8(out);
    const UrlParts parts = split_url(out);
    if (is_special(parts.scheme.empty() ? base_scheme : std::string_view(ascii_lowered(parts.scheme)))) {
        const std::size_t end = std::min(out.find_first_of("?#"), out.size());
        std::replace(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(end), '\\', '/');
    }
    return out;
}

struct Target {
    std::string scheme;
    UrlParts authority; ///< only its authority counts
    std::string path;
    std::string_view query;
    std::string_view fragment;
};

std::string composed(const Target& target) {
    std::string out = target.scheme + ":";
    if (target.authority.has_authority) {
        out += "//";
        if (target.authority.userinfo.data() != nullptr) {
            append_encoded(out, target.authority.userinfo);
            out += '@';
        }
        out += ascii_host(target.authority.host);
        if (!target.authority.port.empty()) {
            out += ':';
            append_encoded(out, target.authority.port);
        }
    }
    // Without an authority, two slashes would be read as the beginning of one (RFC 3986 §3.3).
    if (!target.authority.has_authority && target.path.starts_with("//")) out += "/.";
    append_encoded(out, target.path);
    if (target.query.data() != nullptr) {
        out += '?';
        append_encoded(out, target.query);
    }
    if (target.fragment.data() != nullptr) {
        out += '#';
        append_encoded(out, target.fragment);
    }
    return out;
}

/// "http:/host", "http:host", "http:////host": browsers find the host behind any number of slashes.
std::string with_two_slashes(std::string_view url, std::size_t scheme_size) {
    std::string_view rest = url.substr(scheme_size + 1);
    while (rest.starts_with('/')) rest.remove_prefix(1);
    return std::string(url.substr(0, scheme_size + 1)) + "//" + std::string(rest);
}

/// The path of `reference` merged with the base's (RFC 3986 §5.2.3).
std::string merged_path(const UrlParts& base, std::string_view reference) {
    if (base.has_authority && base.path.empty()) return "/" + std::string(reference);
    const std::size_t slash = base.path.rfind('/');
    return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(reference);
}

/// A reference without authority on its base (RFC 3986 §5.2.2).
Target merged(const std::string& base_scheme, const UrlParts& base, const UrlParts& reference) {
    Target target{.scheme = base_scheme,
                  .authority = base,
                  .path = std::string(reference.path),
                  .query = reference.query,
                  .fragment = reference.fragment};
    if (reference.path.empty()) {
        target.path = base.path;
        if (!reference.has_query()) target.query = base.query;
    } else if (!reference.path.starts_with('/')) {
        target.path = merged_path(base, reference.path);
    }
    target.path = remove_dot_segments(target.path);
    return target;
}

std::string encoded(std::string_view text) {
    std::string out;
    append_encoded(out, text);
    return out;
}

std::string resolved_absolute(std::string url) {
    UrlParts parts = split_url(url);
    std::string scheme = ascii_lowered(parts.scheme);
    if (is_special(scheme) && parts.host.empty()) {
        const std::string repaired = with_two_slashes(url, scheme.size());
        if (split_url(repaired).host.empty()) return encoded(url); // no browser would open it
        url = repaired;
        parts = split_url(url);
    }
    const bool hierarchical = parts.has_authority || parts.path.starts_with('/');
    return composed({.scheme = std::move(scheme),
                     .authority = parts,
                     .path = hierarchical ? remove_dot_segments(parts.path) : std::string(parts.path),
                     .query = parts.query,
                     .fragment = parts.fragment});
}

/// Names of parameters are kept; a parameter without a name is all value.
std::string masked_query(std::string_view query) {
    std::string out;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view parameter = query.substr(0, end);
        const std::size_t equals = parameter.find('=');
        if (equals != std::string_view::npos) out.append(parameter.substr(0, equals + 1));
        if (!parameter.empty()) out.append("***");
        if (end < query.size()) out.push_back('&');
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return out;
}

bool is_ip_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

} // namespace

std::string resolve_url(std::string_view reference, std::string_view base) {
    reference = trim(reference, is_control_or_blank);
    if (is_resolved_url(reference)) return std::string(reference);
    base = trim(base, is_control_or_blank);
    const std::string base_scheme = url_scheme(base);
    const std::string tidy = tidied(reference, base_scheme);
    const UrlParts parts = split_url(tidy);
    // "http:page" is relative to a base of the same scheme: RFC 3986 §5.2.2 allows it, browsers do it.
    const bool repeats_scheme =
        !parts.has_authority && is_special(base_scheme) && ascii_lowered(parts.scheme) == base_scheme;
    if (!parts.scheme.empty() && !repeats_scheme) return resolved_absolute(tidy);

    std::string tidy_base = tidied(base, "");
    if (is_special(base_scheme) && split_url(tidy_base).host.empty()) tidy_base = resolved_absolute(tidy_base);
    const UrlParts from = split_url(tidy_base);
    const bool is_base =
        is_special(base_scheme) ? !from.host.empty() : from.has_authority || from.path.starts_with('/');
    if (base_scheme.empty() || !is_base) return parts.scheme.empty() ? std::string(reference) : resolved_absolute(tidy);
    if (parts.has_authority) return resolved_absolute(base_scheme + ":" + tidy);
    return composed(merged(base_scheme, from, parts));
}

bool is_absolute_url(std::string_view url) { return !url_scheme(url).empty(); }

std::string url_scheme(std::string_view url) {
    std::string scheme;
    for (const char c : url) {
        if (is_tab_or_newline(c) || (scheme.empty() && is_control_or_blank(c))) continue;
        if (c == ':') return scheme;
        const bool later = is_ascii_digit(c) || c == '+' || c == '-' || c == '.';
        if (!is_ascii_letter(c) && (scheme.empty() || !later)) return {};
        scheme.push_back(ascii_lower(c));
    }
    return {};
}

bool is_http_url(std::string_view url) {
    const std::string scheme = url_scheme(url);
    return scheme == "http" || scheme == "https";
}

std::string url_host(std::string_view url) {
    const std::string resolved = resolve_url(url, "");
    const UrlParts parts = split_url(resolved);
    std::string_view host = parts.host;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return parts.scheme.empty() ? std::string() : std::string(host);
}

std::string registrable_domain(std::string_view host) {
    const std::string name(host);
    if (name.size() > max_idna_host || is_ip_address(name)) return name; // the list is searched once for each label
    const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
    return domain == nullptr ? name : std::string(domain);
}

std::string masked_url(std::string_view url) {
    UrlParts parts = split_url(url);
    std::string resolved;
    if (parts.userinfo.data() == nullptr && url.contains('@')) { // "http:\\user:password@host" is one, too
        resolved = resolve_url(url, "");
        url = resolved;
        parts = split_url(url);
    }
    const auto offset = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - url.data()); };
    std::string out;
    std::size_t done = 0;
    if (parts.userinfo.data() != nullptr) {
        out.append(url.substr(0, offset(parts.userinfo))).append("***");
        done = offset(parts.userinfo) + parts.userinfo.size();
    }
    if (parts.has_query()) {
        out.append(url.substr(done, offset(parts.query) - done)).append(masked_query(parts.query));
        done = offset(parts.query) + parts.query.size();
    }
    return out.append(url.substr(done));
}

} // namespace arna

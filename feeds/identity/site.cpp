#include "feeds/identity/identity.hpp"
#include "feeds/identity/shared_hosts.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

/// A numeric IPv4 host in the form that url_host() gives, or an IPv6 address.
bool is_address(std::string_view host) {
    if (host.contains(':')) return true;
    return std::ranges::count(host, '.') == 3 &&
           std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

bool is_localhost(std::string_view host) { return host == "localhost" || host.ends_with(".localhost"); }

/// The port of an http(s) URL, its scheme's if it has none.
std::string port_of(std::string_view url) {
    const std::string resolved = resolve_url(url, "");
    const UrlParts parts = split_url(resolved);
    if (!parts.port.empty()) return std::string(parts.port);
    return parts.scheme == "https" ? "443" : "80";
}

} // namespace

std::string site_of(std::string_view url, std::string_view name) {
    const auto host = url_host(url);
    if (host.empty() || is_shared_host(host)) return std::string(name);
    if (is_address(host) || is_localhost(host))
        return fmt::format(fmt::runtime(host.contains(':') ? "[{}]:{}" : "{}:{}"), host, port_of(url));
    return registrable_domain(host);
}

std::string site_of_id(std::string_view id) {
    if (is_http_url(id)) return site_of(id, {});
    if (!id.starts_with("tag:")) return {};
    auto authority = id.substr(4, id.find_first_of(",:", 4) - 4); // "example.kz" or "somebody@example.kz"
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    return authority.empty() ? std::string() : site_of(fmt::format("https://{}/", authority), {});
}

} // namespace arna

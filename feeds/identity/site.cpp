#include "feeds/identity/identity.hpp"
#include "feeds/identity/shared_hosts.hpp"
#include "feeds/text/url/url.hpp"

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

/// The port of an http(s) URL, its scheme's where it has none.
std::string_view port_of(std::string_view url) {
    const std::string_view usual = url_scheme(url) == "https" ? "443" : "80";
    const auto slashes = url.find("//");
    if (slashes == std::string_view::npos) return usual;
    auto authority = url.substr(slashes + 2);
    authority = authority.substr(0, authority.find_first_of("/?#\\"));
    if (const auto user = authority.rfind('@'); user != std::string_view::npos) authority.remove_prefix(user + 1);
    if (const auto bracket = authority.rfind(']'); bracket != std::string_view::npos)
        authority.remove_prefix(bracket + 1);
    const auto colon = authority.rfind(':');
    return colon == std::string_view::npos || colon + 1 == authority.size() ? usual : authority.substr(colon + 1);
}

} // namespace

std::string site_of(std::string_view url, std::string_view name) {
    const auto host = url_host(url);
    if (host.empty() || is_shared_host(host)) return std::string(name);
    if (is_address(host) || is_localhost(host))
        return fmt::format(fmt::runtime(host.contains(':') ? "[{}]:{}" : "{}:{}"), host, port_of(url));
    return registrable_domain(host);
}

} // namespace arna

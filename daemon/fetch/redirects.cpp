#include "daemon/fetch/redirects.hpp"

#include "daemon/fetch/curl/curl.hpp"
#include "daemon/fetch/decoding.hpp"
#include "daemon/fetch/host/host_gate.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <charconv>
#include <new>
#include <span>

namespace arna {
namespace {

constexpr std::string_view accepted_types =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1";

/// A longer one would be kept as the source's address and sent with every visit; RFC 9110 §4.1 recommends 8,000.
constexpr std::size_t max_location = 8u << 10;

/// Fields of the message itself and of this program; a configuration cannot set them.
constexpr std::array<std::string_view, 9> reserved_fields{
    "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "expect", "accept-encoding", "range",
};

bool is_token(std::string_view name) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
    });
}

bool is_field_value(std::string_view value) {
    return std::ranges::none_of(
        value, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_reserved(std::string_view name) {
    return std::ranges::any_of(reserved_fields,
                               [&](std::string_view known) { return equals_ignoring_case(known, name); });
}

void set(std::vector<HeaderField>& headers, std::string_view name, std::string_view value) {
    for (auto& field : headers)
        if (equals_ignoring_case(field.name, name)) {
            field.value = value;
            return;
        }
    headers.push_back({std::string(name), std::string(value)});
}

/// Address, origin, host, port and user of `url`.
Result<Hop> address(const std::string& url) {
    if (!is_http_url(url)) return fail(Errc::refused, "only http and https are polled");
    const CurlUrl parsed(curl().url());
    if (!parsed) throw std::bad_alloc();
    const auto absolute = resolve_url(url, url);
    if (curl().url_set(parsed.get(), CURLUPART_URL, absolute.c_str(), 0) != CURLUE_OK)
        return fail(Errc::bad_input, "not a URL that can be visited");
    Hop hop;
    hop.username = url_part(parsed.get(), CURLUPART_USER, CURLU_URLDECODE);
    hop.password = url_part(parsed.get(), CURLUPART_PASSWORD, CURLU_URLDECODE);
    for (const auto part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT})
        curl().url_set(parsed.get(), part, nullptr, 0);
    hop.url = url_part(parsed.get(), CURLUPART_URL);
    hop.host = url_part(parsed.get(), CURLUPART_HOST);
    std::ranges::transform(hop.host, hop.host.begin(), ascii_lower);
    const auto port = url_part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), hop.port);
    hop.origin = url_part(parsed.get(), CURLUPART_SCHEME) + "://" + hop.host + ":" + port;
    if (hop.host.starts_with('[')) hop.host = hop.host.substr(1, hop.host.size() - 2);
    if (hop.host.empty()) return fail(Errc::bad_input, "URL without a host");
    return hop;
}

/// Hosts that are shared by strangers are a site each.
bool is_same_site(const std::string& a, const std::string& b) {
    return site_of(a, host_key(a)) == site_of(b, host_key(b));
}

/// Whom credentials and the request's own fields belong to.
struct Owner {
    std::string origin, username, password;
};

/// `visited` is the address of `request.url`, where that was just taken apart.
Owner owner_of(const Request& request, const Hop* visited) {
    const bool is_visited = request.credentials_url.empty() || request.credentials_url == request.url;
    const auto& owning_url = is_visited ? request.url : request.credentials_url;
    const auto owning = is_visited && visited != nullptr ? Result<Hop>(*visited) : address(owning_url);
    if (!owning) return {};
    const bool is_named = !request.username.empty() || !request.password.empty();
    return {.origin = owning->origin,
            .username = is_named ? request.username : owning->username,
            .password = is_named ? request.password : owning->password};
}

/// Fills in what `hop` may say, in this order: ours, the request's own where it is for this origin, validators where
/// they belong to this address. Who we are is never up to a Location.
Result<Hop> completed(Hop hop, const Request& request, const std::string& user_agent, bool is_first) {
    auto owner = owner_of(request, is_first ? &hop : nullptr);
    const bool is_own_origin = hop.origin == owner.origin;
    const bool is_validated = request.validator_url.empty() ? is_first : request.validator_url == hop.url;
    hop.username = is_own_origin ? std::move(owner.username) : "";
    hop.password = is_own_origin ? std::move(owner.password) : "";
    hop.proxy = request.proxy;
    set(hop.headers, "User-Agent", user_agent);
    set(hop.headers, "Accept", request.accept.empty() ? accepted_types : std::string_view(request.accept));
    if (is_own_origin)
        for (const auto& [name, value] : request.headers) {
            if (!is_token(name) || !is_field_value(value))
                return fail(Errc::bad_input, "header '" + name + "' cannot be sent");
            if (!is_reserved(name)) set(hop.headers, name, value);
        }
    set(hop.headers, "Accept-Encoding", accepted_codings);
    if (is_validated && !request.etag.empty() && is_field_value(request.etag))
        set(hop.headers, "If-None-Match", request.etag);
    if (is_validated && !request.last_modified.empty() && is_field_value(request.last_modified))
        set(hop.headers, "If-Modified-Since", request.last_modified);
    return hop;
}

} // namespace

Result<Hop> first_hop(const Request& request, const std::string& user_agent) {
    auto hop = address(request.url);
    if (!hop) return hop;
    return completed(std::move(*hop), request, user_agent, true);
}

bool is_permanent(int status) { return status == 301 || status == 308; }

bool is_redirect(const Response& response) {
    const bool leads_on =
        is_permanent(response.status) || response.status == 302 || response.status == 303 || response.status == 307;
    return leads_on && !response.header("location").empty();
}

Result<Hop> next_hop(const Request& request, const Hop& sent, const Response& response, const std::string& user_agent) {
    const auto location = response.header("location");
    if (location.size() > max_location)
        return fail(Errc::limit_exceeded,
                    "redirect: address is longer than " + std::to_string(max_location) + " bytes");
    auto hop = address(resolve_url(location, sent.url));
    if (!hop) return fail(hop.error().code, "redirect: " + hop.error().message);
    if (request.stays_on_site && !is_same_site(hop->url, request.url))
        return fail(Errc::refused, "redirect to another site: " + hop->host);
    if (request.refuses)
        if (auto why = request.refuses(hop->url)) return fail(Errc::refused, std::move(*why));
    return completed(std::move(*hop), request, user_agent, false);
}

} // namespace arna

#pragma once
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Resolves `reference` against `base` (RFC 3986 §5, with what browsers add: white space trimmed, spaces and raw
/// non-ASCII percent-encoded, hosts by IDNA). What cannot be made absolute comes back trimmed, as it stands.
[[nodiscard]] std::string resolve_url(std::string_view reference, std::string_view base);

/// Whether it starts with a scheme, after leading white space: "https://…", "urn:…", "javascript:…".
[[nodiscard]] bool is_absolute_url(std::string_view url);

/// The scheme in lower case as a browser would read it (leading controls and blanks dropped, tabs and newlines inside
/// removed), empty where there is none.
[[nodiscard]] std::string url_scheme(std::string_view url);

[[nodiscard]] bool is_http_url(std::string_view url);

/// Whether resolving would change nothing, seen at a glance: an absolute http(s) URL with a plain lower-case host and no dot
/// segment. False says nothing.
[[nodiscard]] bool is_resolved_url(std::string_view url);

/// Lower-case host in ASCII (IDNA) without port; IPv6 without brackets. Empty where there is none.
[[nodiscard]] std::string url_host(std::string_view url);

/// Without the query parameters that only follow readers around (utm_*, fbclid, yclid …). Everything else stays as written.
[[nodiscard]] std::string strip_tracking(std::string_view url);

/// The form in which two addresses of the same page are equal, for identity alone and never shown: http = https, "www."
/// and tracking parameters dropped, default port and dot segments gone, percent-encoding normal, fragment kept.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// The registrable domain ("zakon.kz" of "kaz.zakon.kz") by the Public Suffix List; the host itself where it has none.
[[nodiscard]] std::string registrable_domain(std::string_view host);

/// With user:password replaced by "***" and query values masked, for logs and pages.
[[nodiscard]] std::string masked_url(std::string_view url);

} // namespace arna

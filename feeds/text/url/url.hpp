#pragma once
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Resolves `reference` against `base` as browsers do: RFC 3986 §5, white space trimmed, blanks and raw non-ASCII
/// characters percent-encoded, hosts by IDNA. What cannot be made absolute comes back trimmed, otherwise unchanged.
[[nodiscard]] std::string resolve_url(std::string_view reference, std::string_view base);

/// Whether a URL begins with a scheme, after white space: "https://…", "urn:…", "javascript:…".
[[nodiscard]] bool is_absolute_url(std::string_view url);

/// The scheme in lower case as browsers read it: leading controls and blanks and inner tabs and newlines do not count.
/// Empty if there is none.
[[nodiscard]] std::string url_scheme(std::string_view url);

[[nodiscard]] bool is_http_url(std::string_view url);

/// A quick check that resolve_url() would change nothing: true for absolute http(s) URLs with a plain lower-case host
/// and no dot segments. False proves nothing.
[[nodiscard]] bool is_resolved_url(std::string_view url);

/// The host in lower case and in ASCII (IDNA), without port, IPv6 without brackets. Empty if there is none.
[[nodiscard]] std::string url_host(std::string_view url);

/// A URL without the query parameters that only track readers (utm_*, fbclid, yclid …), otherwise unchanged.
[[nodiscard]] std::string strip_tracking(std::string_view url);

/// The form in which two addresses of the same page are equal, for identity alone and never shown: http for https, no
/// "www.", tracking parameters, default port or dot segments, normal percent-encoding; the fragment stays.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// The registrable domain by the Public Suffix List ("zakon.kz" of "kaz.zakon.kz"); the host itself if it has none.
[[nodiscard]] std::string registrable_domain(std::string_view host);

/// A URL for logs and pages: "***" in place of user and password and of the values of query parameters.
[[nodiscard]] std::string masked_url(std::string_view url);

} // namespace arna

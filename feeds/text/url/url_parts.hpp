#pragma once
#include "feeds/text/ascii.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The components of a URL (RFC 3986 §3), as views into it. A missing one is a view without data, so that "a?" (an
/// empty query) and "a" (none) differ.
struct UrlParts {
    std::string_view scheme;   ///< without the colon
    std::string_view userinfo; ///< without "@"
    std::string_view host;     ///< IPv6 with its brackets
    std::string_view port;     ///< without the colon
    std::string_view path;
    std::string_view query;    ///< without "?"
    std::string_view fragment; ///< without "#"
    bool has_authority = false;

    [[nodiscard]] bool has_query() const { return query.data() != nullptr; }
};

/// Splits a URL or a relative reference. It does not judge: every text has parts.
[[nodiscard]] UrlParts split_url(std::string_view url);

/// A path without "." and ".." segments, percent-encoded ones included (RFC 3986 §5.2.4).
[[nodiscard]] std::string remove_dot_segments(std::string_view path);

/// The longest host that IDNA is asked about, in bytes: a DNS name has 253 in ASCII, and IDNA takes quadratic time.
inline constexpr std::size_t max_idna_host = 1024;

/// A host as it is sent: percent-decoded, in lower case, internationalised labels in ASCII (UTS #46). A host that IDNA
/// refuses, or of over max_idna_host bytes, comes back percent-encoded.
[[nodiscard]] std::string ascii_host(std::string_view host);

/// The byte that a percent-encoding at the beginning of `text` stands for ("%41"); nothing if there is none.
[[nodiscard]] std::optional<std::uint8_t> percent_encoded_byte(std::string_view text);

/// With every percent-encoding replaced by its byte; a '%' that begins none stands for itself.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// Appends "%41" for 'A'.
void append_percent_encoded(std::string& out, std::uint8_t byte);

/// Whether a byte means the same percent-encoded or not: letters, digits and "-._~" (RFC 3986 §2.3).
[[nodiscard]] constexpr bool is_unreserved(char c) {
    return is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Whether a byte may stand in a URL: printable ASCII but for "\"<>\\^`{|}".
[[nodiscard]] bool is_url_byte(char c);

/// Appends `text`, percent-encoding every byte that may not stand in a URL.
void append_encoded(std::string& out, std::string_view text);

} // namespace arna

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The components of a URL (RFC 3986 §3), as views into it. What is missing is a view without data, so that "a?" (an empty
/// query) and "a" (none) differ.
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
    [[nodiscard]] bool has_fragment() const { return fragment.data() != nullptr; }
};

/// Takes a URL or a relative reference apart. It does not judge: every text has parts.
[[nodiscard]] UrlParts split_url(std::string_view url);

/// A path without "." and ".." segments, also where they are percent-encoded (RFC 3986 §5.2.4).
[[nodiscard]] std::string remove_dot_segments(std::string_view path);

/// A host as it goes on the wire: percent-decoded, lower case, internationalised labels in their ASCII form (UTS #46). A
/// host that IDNA refuses comes back percent-encoded.
[[nodiscard]] std::string ascii_host(std::string_view host);

/// The byte that `text` begins with as "%41"; nothing if it does not.
[[nodiscard]] std::optional<std::uint8_t> percent_encoded_byte(std::string_view text);

/// Appends "%41" for 'A'.
void append_percent_encoded(std::string& out, std::uint8_t byte);

/// Whether a byte may stand in a URL: printable ASCII without "\"<>\\^`{|}".
[[nodiscard]] bool is_url_byte(char c);

/// Appends `text` with every byte percent-encoded that may not stand in a URL.
void append_encoded(std::string& out, std::string_view text);

} // namespace arna

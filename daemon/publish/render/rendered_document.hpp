#pragma once
#include "daemon/publish/pending.hpp"
#include "daemon/publish/subject.hpp"
#include "feeds/text/time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// The content codings that documents are served in (RFC 9110 §8.4.1).
enum class Coding { identity, gzip, brotli };

/// A document in one coding as it goes over the wire: ready-made header lines, each with its CRLF, and bytes.
struct Representation {
    std::string validators;  ///< of 200 and 304 alike (RFC 9110 §15.4.5): ETag, Last-Modified, Cache-Control, Vary
    std::string description; ///< of a 200: from Content-Type to Content-Length; Content-Language of a page
    std::shared_ptr<const std::string> body; ///< null while it is not compressed; then there is no description
    /// The whole heads of a 200 and a 304, as whoever serves it has put them together; empty: not yet.
    mutable std::string found_head{}, unchanged_head{};
};

/// A document as it is served. Its bytes and validators never change; the same content has the same ones after a
/// restart.
struct RenderedDocument {
    Subject subject;
    Format format = Format::atom;
    std::uint64_t version = 0;
    std::uint64_t hash = 0; ///< of the identity bytes
    Time last_modified;
    std::size_t entries = 0; ///< of a feed
    bool has_deltas = false; ///< those who ask for it get what is new alone
    bool is_private = false; ///< of a private tag: no cache that others share may keep it
    std::shared_ptr<const std::string> body;
    std::chrono::nanoseconds took{}; ///< to write it

private:
    friend class Documents;
    mutable std::array<Representation, 3>
        coded_; ///< by Coding, made when first asked for; touched on the io thread alone
    /// Deltas that were asked for, by the version that they begin at and their coding; null: the whole document is no
    /// more. Of the io thread, too.
    mutable std::map<std::pair<std::int64_t, Coding>, std::shared_ptr<Pending<std::shared_ptr<const std::string>>>>
        deltas_;
};

/// What identifies a version of a document in its ETags: `12-9f86d081884c7d65`.
[[nodiscard]] std::string opaque_tag(std::uint64_t version, std::uint64_t hash);

/// The same in a buffer of the caller's.
inline constexpr std::size_t longest_opaque_tag = 40;
[[nodiscard]] std::string_view opaque_tag(std::uint64_t version, std::uint64_t hash,
                                          std::span<char, longest_opaque_tag> buffer);

/// Its strong ETag in a coding, quotes included: `"12-9f86d081884c7d65"`, with the suffix `-gzip` or `-br` before the
/// closing quote where it is compressed.
[[nodiscard]] std::string entity_tag(const RenderedDocument& document, Coding coding);

/// Its media type with the charset where the type has one.
[[nodiscard]] std::string_view content_type(Format format);

/// The validators of a representation. A Last-Modified is never after `now` (RFC 9110 §8.8.2.1).
[[nodiscard]] std::string validator_fields(const RenderedDocument& document, Coding coding, Time now);

/// The lines of a 226 (RFC 3229) that describe a delta to `document` in a coding; its length is not among them.
[[nodiscard]] std::string delta_fields(const RenderedDocument& document, Coding coding, Time now);

/// The description of a representation whose body has `length` bytes.
[[nodiscard]] std::string description_fields(const RenderedDocument& document, Coding coding, std::size_t length);

/// "gzip", "br"; empty for identity.
[[nodiscard]] std::string_view coding_name(Coding coding);

/// The lines that every answer about a private tag has.
inline constexpr std::string_view private_fields = "Referrer-Policy: no-referrer\r\nX-Robots-Tag: noindex\r\n";
/// The value of Vary: what the answer to a request for it depends on.
[[nodiscard]] std::string_view vary(const RenderedDocument& document);

/// The value of Cache-Control.
[[nodiscard]] std::string_view cache_control(const RenderedDocument& document);

/// For HTML pages the Content-Security-Policy: no script, their own style, pictures and media from anywhere on the web.
[[nodiscard]] const std::string& page_policy();

} // namespace arna

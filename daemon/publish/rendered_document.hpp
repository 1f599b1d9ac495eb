#pragma once
#include "daemon/publish/subject.hpp"
#include "feeds/text/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// The content codings that documents are served in (RFC 9110 §8.4.1).
enum class Coding { identity, gzip, brotli };

/// A document as it is served. Its bytes and validators never change; the same content has the same ones after a restart.
struct RenderedDocument {
    Subject subject;
    Format format = Format::atom;
    std::uint64_t version = 0;
    std::uint64_t hash = 0; ///< of the identity bytes
    Time last_modified;
    std::shared_ptr<const std::string> body;

private:
    friend class Documents;
    using Coded = std::array<std::shared_ptr<const std::string>, 2>;
    mutable Coded coded_; ///< gzip and brotli, made when first asked for; touched on the io thread alone
};

/// Its strong ETag in a coding, quotes included: `"12-9f86d081884c7d65"`, with the suffix `-gzip` or `-br` before the closing
/// quote where it is compressed.
[[nodiscard]] std::string entity_tag(const RenderedDocument& document, Coding coding);

/// Its media type with the charset where the type has one.
[[nodiscard]] std::string_view content_type(Format format);

/// The value of Cache-Control.
[[nodiscard]] std::string_view cache_control(const RenderedDocument& document);

/// For HTML pages the Content-Security-Policy: no script, their own style, pictures and media from anywhere on the web.
[[nodiscard]] const std::string& page_policy();

} // namespace arna

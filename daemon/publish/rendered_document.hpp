#pragma once
#include "feeds/text/time.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// The content codings that documents are served in (RFC 9110 §8.4.1).
enum class Coding { identity, gzip, brotli };

/// A document as it is served. Its bytes and validators never change; the same content has the same ones after a restart.
struct RenderedDocument {
    std::string_view content_type;
    std::string_view cache_control;
    std::string tag; ///< of the identity bytes, without quotes: "{version}-{hash}"; see entity_tag()
    Time last_modified;
    std::shared_ptr<const std::string> body;

private:
    friend class Documents;
    /// Compressed when first asked for, by coding less one. Written on the io thread alone.
    mutable std::array<std::shared_ptr<const std::string>, 2> coded_;
};

/// The strong ETag of a document in a coding: "12-9f…" in quotes, with a suffix for gzip and brotli.
[[nodiscard]] std::string entity_tag(const RenderedDocument& document, Coding coding);

} // namespace arna

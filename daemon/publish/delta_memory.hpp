#pragma once
#include "daemon/publish/render/rendered_document.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace arna {

/// Which versions of each feed were handed out since the start: what a delta can begin at (RFC 3229 §5.1). 16 bytes for
/// each, the last `remembered` of a document.
class DeltaMemory {
public:
    static constexpr std::size_t remembered = 64;

    /// A client gets this document, or a delta to it.
    void hand_out(const RenderedDocument& document);

    /// The version of the newest of these entity-tags (without quotes, `W/` and suffixes of codings) that was handed
    /// out
    /// of the same document and is older than it; nothing where there is none.
    [[nodiscard]] std::optional<std::int64_t> version_before(const RenderedDocument& document,
                                                             std::span<const std::string_view> tags) const;

private:
    struct Given {
        std::uint64_t version = 0, hash = 0;
        friend bool operator==(const Given&, const Given&) = default;
    };
    using Key = std::pair<Subject, Format>;

    std::map<Key, std::deque<Given>> given_; ///< the newest last
};

} // namespace arna

#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/rendered_document.hpp"
#include "daemon/store/store.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace arna {

/// Documents of a subject, all of one snapshot; none where it does not exist (an archive page that is not full).
struct Edition {
    std::vector<std::shared_ptr<const RenderedDocument>> documents;
    bool is_gone = false;       ///< it was published once, and has no documents any more
    std::optional<Format> only; ///< of a large subject, the one format that was made

    [[nodiscard]] std::shared_ptr<const RenderedDocument> find(Format format) const; ///< null if there is none
};

/// From this size on the formats of a subject are made one at a time.
inline constexpr std::size_t large_document = std::size_t{4} << 20;

/// Reads a subject and writes all its formats; nothing if a document would be large. Blocking; runs in the pool.
/// `subject` is one that the catalogue resolved. Takes up to six times `large_document`. Throws StoreFailure.
[[nodiscard]] std::optional<Edition> render(const Catalogue& catalogue, Subject subject, StoreReader& reader);

/// The same in one format and whatever the size, of which it takes up to four times `largest_document`.
[[nodiscard]] Edition render_large(const Catalogue& catalogue, Subject subject, Format only, StoreReader& reader);

} // namespace arna

#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/render/rendered_document.hpp"
#include "daemon/store/store.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace arna {

/// Documents of a subject, all of one snapshot; none where it does not exist (an archive page that is not full).
struct Edition {
    std::vector<std::shared_ptr<const RenderedDocument>> documents;
    bool is_gone = false;       ///< it was published once, and has no documents any more
    std::optional<Format> only; ///< of a large subject, the one format that was made

    [[nodiscard]] std::shared_ptr<const RenderedDocument> find(Format format) const; ///< null if there is none
};

/// The formats that a subject has beside its pages.
[[nodiscard]] std::span<const Format> feed_formats_of(const Subject& subject);

/// From this size on the formats of a subject are made one at a time.
inline constexpr std::size_t large_document = std::size_t{4} << 20;

/// Reads a subject and writes its one page, or all its feeds; nothing if a document would be large. Blocking; runs in
/// the pool. `subject` is one that the catalogue resolved. Takes up to six times `large_document`. Throws StoreFailure.
[[nodiscard]] std::optional<Edition> render(const Catalogue& catalogue, Subject subject, StoreReader& reader);

/// The same in one format and whatever the size, of which it takes up to four times `largest_document`.
[[nodiscard]] Edition render_large(const Catalogue& catalogue, Subject subject, Format only, StoreReader& reader);

/// A delta to a document: the same with those entries only that joined, came back or were revised after `version` of
/// its tag.
struct Delta {
    std::string body;
    std::size_t entries = 0;
};

/// Writes a delta to `document`, which is of a tag. Nothing where the tag is at another version by now. Blocking; runs
/// in the pool. Throws StoreFailure.
[[nodiscard]] std::optional<Delta> render_delta(const Catalogue& catalogue, const RenderedDocument& document,
                                                std::int64_t version, StoreReader& reader);

/// Called with each document right after it was made. False: no more are wanted.
using EachDocument = std::function<bool(const RenderedDocument&)>;

/// Writes the feeds of a subject and the pages of these forms from one reading; of a large subject from one for each
/// document, of which it takes as much as render_large(). Blocking; runs in the pool. Throws StoreFailure.
void render_all(const Catalogue& catalogue, Subject subject, std::span<const PageForm> forms, StoreReader& reader,
                const EachDocument& each);

} // namespace arna

#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/rendered_document.hpp"
#include "daemon/store/store.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace arna {

/// The documents of a subject, all of one snapshot; none where it does not exist (an archive page that is not full).
struct Edition {
    std::vector<std::shared_ptr<const RenderedDocument>> documents;

    [[nodiscard]] std::shared_ptr<const RenderedDocument> find(Format format) const; ///< null if there is none
};

/// Reads and writes them. Blocking; runs in the pool. `subject` is one that the catalogue resolved. Throws StoreFailure.
[[nodiscard]] Edition render(const Catalogue& catalogue, Subject subject, StoreReader& reader);

} // namespace arna

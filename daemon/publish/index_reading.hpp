#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/store/store.hpp"
#include "feeds/write/page/pages.hpp"

#include <vector>

/// What the index and the list of all feeds say.
namespace arna {

/// Every public tag with its digests, in the order of the configuration. Throws StoreFailure.
[[nodiscard]] std::vector<Channel> tag_channels(const Catalogue& catalogue, StoreReader& reader);

/// Every published source, in that order. Throws StoreFailure.
[[nodiscard]] std::vector<Channel> source_channels(const Catalogue& catalogue, StoreReader& reader);

/// The front page: of the first tags the newest articles, and how many were published on each of the 30 days that end
/// with the day of the last change in `time_zone`; of what is beyond a few hundred tags only the name and the count.
/// Throws StoreFailure.
[[nodiscard]] Index read_index(const Catalogue& catalogue, StoreReader& reader);

} // namespace arna

#pragma once
#include "daemon/store/noun/search_store.hpp"

namespace arna {

class StoreReader;

struct FilledSlice {
    IndexedSlice indexed;  ///< for SearchStore::note_indexed, which makes it count
    bool is_empty = false; ///< there was nothing to index
    bool is_last = false;
};

/// Puts the next 200 articles into the index for search. Throws StoreFailure, also where the index is not that of the
/// store.
[[nodiscard]] FilledSlice fill_search_slice(StoreReader& reader, SearchIndex& index);

} // namespace arna

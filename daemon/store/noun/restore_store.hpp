#pragma once
#include "feeds/text/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace arna {

/// A copy that is to become the store.
struct StoreCopy {
    std::filesystem::path name; ///< for messages
    int descriptor = -1;        ///< open for reading, at its beginning
    int log = -1;               ///< the write-ahead log beside it, if it has one
};

/// What restore_store() did.
struct RestoredStore {
    std::filesystem::path file;     ///< the store's
    std::filesystem::path replaced; ///< what was there before; empty: nothing was
    std::int64_t articles = 0;
    std::int64_t schema = 0; ///< of the copy; an earlier one is taken over at the next start
};

/// Puts a copy in the place of the store that `url` names, and keeps the old one beside it as arna.db.replaced, in
/// place
/// of an earlier one. The copy is read to its end and checked first, page by page; until it is found sound and durable,
/// nothing changes. Needs the store's lock; does not open the old store, which may be damaged or of a newer schema.
/// Errc::conflict: a daemon runs, or the copy is of a newer schema; Errc::io: it is damaged, no database of arna, or
/// there is no room. Blocking.
[[nodiscard]] Result<RestoredStore> restore_store(std::string_view url, const std::filesystem::path& directory,
                                                  const StoreCopy& copy);

} // namespace arna

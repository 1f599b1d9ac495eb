#pragma once
#include "daemon/file/descriptor.hpp"
#include "daemon/store/store.hpp"
#include "feeds/text/error.hpp"

#include <cstdint>
#include <filesystem>

namespace arna {

/// A copy of a store that has no name: its bytes are behind the open file, and go with it.
struct OpenCopy {
    Descriptor file; ///< for reading, at the beginning
    std::uint64_t bytes = 0;
    std::int64_t articles = 0; ///< about so many: what came while it was made is in it or not
};

/// Makes one of this moment, in the state directory. Errc::io: there is no room; the message says how many bytes are
/// missing. Blocking.
[[nodiscard]] Result<OpenCopy> open_copy(StoreReader& reader, const std::filesystem::path& state);

} // namespace arna

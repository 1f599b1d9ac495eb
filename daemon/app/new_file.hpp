#pragma once
#include "feeds/text/error.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace arna {

/// What a new file is given, whatever the umask.
struct FileOwnership {
    mode_t mode = 0600;
    gid_t group = static_cast<gid_t>(-1); ///< -1: as it comes
};

/// Writes a file that does not exist yet: whole and synced, or not at all. Errc::conflict: there is one; Errc::io:
/// anything else, no space for one; nothing is left of it then.
[[nodiscard]] Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes,
                                          FileOwnership ownership);

} // namespace arna

#pragma once
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <span>
#include <string>

namespace arna {

/// A text on its way into an archive.
struct ArchiveMember {
    std::string name; ///< "arna-support/config.toml"; ASCII, under 100 bytes
    std::string bytes;
};

/// A gzip of a tar (POSIX ustar) with these members, all of one time and for their owner alone. Errc::bad_input: a name
/// that is too long.
[[nodiscard]] Result<std::string> tar_gz(std::span<const ArchiveMember> members, Time time);

} // namespace arna

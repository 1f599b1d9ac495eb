#pragma once
#include <cstdint>
#include <filesystem>

namespace arna {

/// What the system says of this process.
struct ProcessFigures {
    double cpu_seconds = 0;
    std::uint64_t resident_bytes = 0;
    std::uint64_t open_descriptors = 0, most_descriptors = 0;
    double started = 0; ///< seconds since 1970
};

/// Zero stands for what the system does not say.
[[nodiscard]] ProcessFigures process_figures();

/// The room on the file system of a directory; zeros where it cannot be asked.
struct DiskRoom {
    std::uint64_t free_bytes = 0; ///< for this user
    std::uint64_t bytes = 0;

    /// Under 5 % or under 1 GiB, whichever comes later: time to act.
    [[nodiscard]] bool is_low() const { return bytes > 0 && (free_bytes < bytes / 20 || free_bytes < 1u << 30); }
};

[[nodiscard]] DiskRoom disk_room(const std::filesystem::path& directory);

} // namespace arna

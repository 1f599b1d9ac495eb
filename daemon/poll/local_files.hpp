#pragma once
#include "feeds/text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Local documents of a `path` source. Blocking: called on the pool.
namespace arna {

inline constexpr std::size_t max_local_files = 1000; ///< of one pattern

/// The files that match a pattern, and a fingerprint over path, size, time and content of all: what stands in for
/// validators.
struct LocalFiles {
    std::vector<std::string> paths; ///< in byte order
    std::uint64_t fingerprint = 0;
    std::size_t bytes = 0; ///< of all that can be read
};

/// Errc::not_found if nothing matches, Errc::limit_exceeded if too much does. A file that read_file() would refuse
/// counts with its path and the reason alone.
[[nodiscard]] Result<LocalFiles> survey_files(const std::string& pattern, std::size_t max_size);

/// The bytes of a regular file. Errc::io for what cannot be read or is none, Errc::limit_exceeded over `max_size`
/// bytes; the message does not name the file.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t max_size);

} // namespace arna

#pragma once
#include "feeds/text/error.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace arna {

/// The whole of a file. Errc::not_found: there is none; Errc::limit_exceeded: it is over `limit` bytes; Errc::refused:
/// this user may not read it; Errc::io: it cannot be read. The message is a clause like "cannot be read: Permission
/// denied".
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

} // namespace arna

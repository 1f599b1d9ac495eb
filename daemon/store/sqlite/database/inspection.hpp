#pragma once
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string_view>

namespace arna {

enum class FoundFile { nothing, database };

/// Looks at a database and its write-ahead log without SQLite and without touching either: whether the file is there,
/// is arna's, of a version that this program knows, and as long as it says. Errc::conflict: of another application or
/// newer; Errc::io: cannot be read, empty, truncated, or there is a log without its database. `advice`: what to do
/// about a file that is not arna's, or not whole, where that is no store in use.
[[nodiscard]] Result<FoundFile> inspect_database(const std::filesystem::path& file, std::string_view advice = {});

} // namespace arna

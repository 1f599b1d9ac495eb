#pragma once
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arna {

/// The terms of a list's file: one a line, blanks around it dropped. Empty lines and lines that begin with "# " do not
/// count ("#Дауыс" is the term of a tag). A clause like "is larger than 1 MiB" where it cannot be read or is no UTF-8.
[[nodiscard]] Result<std::vector<std::string>> read_list_file(const std::filesystem::path& file);

} // namespace arna

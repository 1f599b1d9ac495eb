#pragma once
#include "config/diagnostic.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace arna {

/// Files that make up a configuration: the named one, then conf.d/*.toml beside it in the order of their names.
/// Errc::io: there is a conf.d/ that cannot be read.
[[nodiscard]] Result<std::vector<std::filesystem::path>> config_files(const std::filesystem::path& file);

/// The text of a configuration file: UTF-8 without NUL, at most 1 MiB. Empty after an error, which has the place.
[[nodiscard]] std::string read_config_file(const std::filesystem::path& path, std::uint32_t file, Findings& findings);

} // namespace arna

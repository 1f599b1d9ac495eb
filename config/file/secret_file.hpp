#pragma once
#include "config/file/environment.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string>

namespace arna {

/// What a `*_file` key names. A relative name is looked up in $CREDENTIALS_DIRECTORY first, then beside the
/// configuration.
[[nodiscard]] std::filesystem::path find_secret(const std::string& name, const std::filesystem::path& beside,
                                                const Environment& environment);

/// The secret in a file, without the line feed at its end. Errc::not_found, Errc::io: it cannot be read;
/// Errc::bad_input: it is empty, over 64 KiB or not UTF-8. Messages hold nothing of it.
[[nodiscard]] Result<std::string> read_secret(const std::filesystem::path& file);

/// Whether every user of the machine may read a file. No if there is none.
[[nodiscard]] bool is_world_readable(const std::filesystem::path& file);

} // namespace arna

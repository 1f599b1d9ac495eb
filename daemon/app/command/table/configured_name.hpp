#pragma once
#include "config/config.hpp"
#include "daemon/app/command/table/reply.hpp"

#include <cstddef>
#include <expected>
#include <string>

/// Names on a command line, looked up in the configuration. An error names the file that was read, for it may be
/// another one than was meant, and the name that is most like it.
namespace arna {

/// The index of the source that has this name.
[[nodiscard]] std::expected<std::size_t, CommandError> find_source(const Config& config, const std::string& name);

/// The index of the tag that has this name, alias or slug.
[[nodiscard]] std::expected<std::size_t, CommandError> find_tag(const Config& config, const std::string& name);

} // namespace arna

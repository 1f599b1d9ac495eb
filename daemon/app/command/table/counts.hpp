#pragma once
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/command/table/reply.hpp"

#include <cstddef>
#include <expected>
#include <optional>
#include <string_view>

namespace arna {

/// The number that an option has, 1 to `most`; nothing where it was not given.
[[nodiscard]] std::expected<std::optional<std::size_t>, CommandError>
count_of(const Arguments& arguments, std::string_view option, std::size_t most);

} // namespace arna

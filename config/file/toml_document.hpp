#pragma once
#include "config/file/toml_value.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace arna {

struct TomlError {
    Place place;
    std::string message;
};

/// Reads a TOML 1.0 document; its places have `file`. The first error only. Bounded in depth (16 values within each
/// other) and in what it takes (toml_bounds.hpp): a document of 1 MiB takes less than 20 MiB. `text` is UTF-8.
[[nodiscard]] std::expected<TomlTable, TomlError> parse_toml(std::string_view text, std::uint32_t file);

} // namespace arna

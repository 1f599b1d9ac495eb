#pragma once
#include "config/file/toml_document.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace arna {

// A node of a parsed document takes hundreds of bytes, of its text two: these bound what a file of 1 MiB can take.
inline constexpr std::size_t most_toml_tables = 25'000; ///< headers, inline tables, parts of dotted keys
inline constexpr std::size_t most_toml_values = 60'000; ///< of keys and of lists
inline constexpr std::size_t most_key_parts = 128;      ///< the parser makes and destroys a table for each by recursion

/// Where a document passes one of these bounds, before it is parsed. Counts by what separates nodes, outside of strings
/// and comments: in broken TOML that may be more than the parser would make, never less. `text` is UTF-8.
[[nodiscard]] std::optional<TomlError> find_excess(std::string_view text, std::uint32_t file);

} // namespace arna

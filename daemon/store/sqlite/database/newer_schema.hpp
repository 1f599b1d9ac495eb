#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

/// Going back to an older arna: what it says of a database whose schema it does not know, and where the copy is that was
/// made before the migration.
namespace arna {

/// `file`.before-N: what the database was before its schema N became another.
[[nodiscard]] std::filesystem::path copy_of_schema(const std::filesystem::path& file, std::int64_t schema);

/// Those that are there, by schema.
[[nodiscard]] std::map<std::int64_t, std::filesystem::path> copies_of_schemas(const std::filesystem::path& file);

/// "arna.db was written by arna 0.3.0 (schema 9, this one knows 5); …": who wrote it, and which copy can be put back.
/// Touches nothing.
[[nodiscard]] std::string newer_schema_text(const std::filesystem::path& file, std::int64_t schema);

} // namespace arna

#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace arna {

/// What this user may still write to the file system of `path`; nothing where it cannot be asked.
[[nodiscard]] std::optional<std::uint64_t> free_bytes(const std::filesystem::path& path);

/// "1,234,567 bytes are missing in /var/lib/arna" where fewer than `needed` are free there; empty otherwise.
[[nodiscard]] std::string missing_bytes(const std::filesystem::path& directory, std::uint64_t needed);

/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);

} // namespace arna

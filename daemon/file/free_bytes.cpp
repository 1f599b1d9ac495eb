#include "daemon/file/free_bytes.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

namespace arna {

std::optional<std::uint64_t> free_bytes(const std::filesystem::path& path) {
    struct statvfs found{};
    if (::statvfs(path.c_str(), &found) != 0) return std::nullopt;
    return std::uint64_t{found.f_bavail} * found.f_frsize;
}

std::string missing_bytes(const std::filesystem::path& directory, std::uint64_t needed) {
    const auto free = free_bytes(directory);
    if (!free || *free >= needed) return {};
    return fmt::format("{} bytes are missing in {}", grouped(needed - *free), directory.string());
}

std::string grouped(std::uint64_t number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

} // namespace arna

#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace arna {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file below a directory, by its relative path.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& directory) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        if (!entry.is_directory())
            files[entry.path().lexically_relative(directory).string()] = entry.is_symlink() ? "link" : bytes_of(entry);
    return files;
}

} // namespace arna

#include "config/file/config_files.hpp"

#include "config/file/file_text.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <system_error>

namespace arna {
namespace {

Place place_at(std::string_view text, std::size_t offset, std::uint32_t file) {
    const std::string_view before = text.substr(0, offset);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
    const std::string_view in_line = before.substr(before.rfind('\n') + 1);
    return {.file = file, .line = line, .column = static_cast<std::uint32_t>(code_points(in_line) + 1)};
}

} // namespace

std::vector<std::filesystem::path> config_files(const std::filesystem::path& file) {
    std::vector<std::filesystem::path> files{file};
    std::error_code error; // no folder, no more files
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path() / "conf.d", error)) {
        if (entry.path().extension() == ".toml" && !entry.path().filename().string().starts_with('.'))
            files.push_back(entry.path());
    }
    std::sort(files.begin() + 1, files.end());
    return files;
}

std::string read_config_file(const std::filesystem::path& path, std::uint32_t file, Findings& findings) {
    constexpr std::size_t limit = 1u << 20;
    const Place whole{.file = file};
    auto text = read_file(path, limit);
    if (!text) {
        const bool is_large = text.error().code == Errc::limit_exceeded;
        findings.error(whole, is_large ? "is larger than 1 MiB; move a part of it into conf.d/" : text.error().message);
        return {};
    }
    if (const auto valid = utf8_prefix(*text); valid != text->size()) {
        findings.error(place_at(*text, valid, file), "is not UTF-8 here; save the file as UTF-8");
        return {};
    }
    if (const auto nul = text->find('\0'); nul != std::string::npos) {
        findings.error(place_at(*text, nul, file), "a NUL byte; this is no text file");
        return {};
    }
    return std::move(*text);
}

} // namespace arna

#include "config/file/config_files.hpp"

#include "config/file/file_text.hpp"
#include "config/file/text_lines.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <system_error>

namespace arna {
namespace {

constexpr std::string_view whom_to_ask = "; ask as root, or as a member of the group that may read it";

/// Why a file of the configuration is not there, and what to do.
std::string unread(const Error& error) {
    if (error.code == Errc::limit_exceeded) return "is larger than 1 MiB; move a part of it into conf.d/";
    if (error.code == Errc::not_found) return "does not exist; name another file with -c";
    return fmt::format("{}{}", error.message, error.code == Errc::refused ? whom_to_ask : "; name a file with -c");
}

} // namespace

Result<std::vector<std::filesystem::path>> config_files(const std::filesystem::path& file) {
    std::vector<std::filesystem::path> files{file};
    std::error_code error;
    std::filesystem::directory_iterator entry(file.parent_path() / "conf.d", error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const auto& path = entry->path();
        if (path.extension() == ".toml" && !path.filename().string().starts_with('.')) files.push_back(path);
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return fail(Errc::io, fmt::format("conf.d/ beside it cannot be read: {}{}", error.message(),
                                          error == std::errc::permission_denied ? whom_to_ask : ""));
    std::sort(files.begin() + 1, files.end());
    return files;
}

std::string read_config_file(const std::filesystem::path& path, std::uint32_t file, Findings& findings) {
    constexpr std::size_t limit = 1u << 20;
    const Place whole{.file = file};
    auto text = read_file(path, limit);
    if (!text) {
        findings.error(whole, unread(text.error()));
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

#include "config/file/secret_file.hpp"

#include "config/file/file_text.hpp"
#include "feeds/text/utf8.hpp"

#include <cstddef>
#include <system_error>

namespace arna {

std::filesystem::path find_secret(const std::string& name, const std::filesystem::path& beside,
                                  const Environment& environment) {
    const std::filesystem::path path(name);
    const std::string credentials = environment.get("CREDENTIALS_DIRECTORY");
    if (path.is_relative() && !credentials.empty()) {
        std::error_code ignored; // what cannot be looked at is not there
        if (auto file = credentials / path; std::filesystem::exists(file, ignored)) return file;
    }
    return beside / path; // an absolute path stays as it is
}

Result<std::string> read_secret(const std::filesystem::path& file) {
    constexpr std::size_t limit = 64 * 1024;
    auto secret = read_file(file, limit);
    if (!secret) return secret;
    if (secret->ends_with('\n')) secret->pop_back();
    if (secret->ends_with('\r')) secret->pop_back();
    if (secret->empty()) return fail(Errc::bad_input, "is empty");
    if (utf8_prefix(*secret) != secret->size()) return fail(Errc::bad_input, "is not UTF-8");
    return secret;
}

bool is_world_readable(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (error || !std::filesystem::exists(status)) return false;
    return (status.permissions() & std::filesystem::perms::others_read) != std::filesystem::perms::none;
}

} // namespace arna

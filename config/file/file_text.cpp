#include "config/file/file_text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace arna {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

std::unexpected<Error> cannot_read() {
    const int error = errno;
    const auto code = error == ENOENT ? Errc::not_found : error == EACCES ? Errc::refused : Errc::io;
    return fail(code, fmt::format("cannot be read: {}", std::strerror(error)));
}

} // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    const std::unique_ptr<std::FILE, CloseFile> stream(std::fopen(file.c_str(), "rbe"));
    if (!stream) return cannot_read();
    std::string text;
    std::size_t size = 0;
    for (std::size_t read = 1; read != 0 && size <= limit; size += read) {
        text.resize(std::min(limit + 1, size + 65536));
        read = std::fread(text.data() + size, 1, text.size() - size, stream.get());
    }
    if (std::ferror(stream.get()) != 0) return cannot_read();
    if (size > limit) return fail(Errc::limit_exceeded, fmt::format("is larger than {} bytes", limit));
    text.resize(size);
    return text;
}

} // namespace arna

#include "daemon/app/terminal/standard_io.hpp"

#include "daemon/app/log.hpp"
#include "daemon/app/terminal/shown_text.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <ranges>

namespace arna {
namespace {

constexpr std::size_t input_limit = std::size_t{256} << 20;

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

std::unexpected<Error> cannot_read(int error) {
    return fail(error == ENOENT ? Errc::not_found : Errc::io, fmt::format("cannot be read: {}", std::strerror(error)));
}

Result<std::string> read_all(std::FILE* stream) {
    std::string bytes;
    struct stat status{};
    const bool is_file = ::fstat(::fileno(stream), &status) == 0 && S_ISREG(status.st_mode);
    constexpr std::size_t part = 65'536;
    // The byte that is asked for beyond the size of a file is not there.
    std::size_t wanted = is_file ? std::min(static_cast<std::size_t>(status.st_size), input_limit) + 1 : part;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize_and_overwrite(before + wanted, [&](char* data, std::size_t) {
            return before + std::fread(data + before, 1, wanted, stream);
        });
        if (bytes.size() > input_limit) return fail(Errc::limit_exceeded, "is larger than 256 MiB");
        if (bytes.size() < before + wanted) break;
        wanted = std::max(part, bytes.size());
    }
    if (std::ferror(stream) != 0) return cannot_read(errno);
    return bytes;
}

} // namespace

Result<std::string> read_input(const std::string& file) {
    if (file == "-") return read_all(stdin);
    const std::unique_ptr<std::FILE, CloseFile> stream(std::fopen(file.c_str(), "rbe"));
    if (!stream) return cannot_read(errno);
    return read_all(stream.get());
}

ExitStatus write_output(std::string_view text) {
    const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (is_written) return ExitStatus::done;
    report("standard output", fmt::format("cannot be written: {}", std::strerror(errno)));
    return ExitStatus::cannot;
}

void report(std::string_view where, std::string_view what) { report_line(fmt::format("{}: {}", where, what)); }

void report_line(std::string_view text, Style style) {
    const auto begin =
        is_journal() ? std::string(style == Style::red ? "<3>" : "<4>") : styled_error(style, "arna:") + ' ';
    const std::string line = begin + shown_text(text) + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void report_excerpt(std::string_view lines, Style style) {
    if (!is_journal()) {
        std::fwrite(lines.data(), 1, lines.size(), stderr);
        return;
    }
    for (const auto line : std::views::split(lines, '\n'))
        if (!line.empty()) report_line(std::string_view(line), style);
}

ExitStatus status_of(Errc code) {
    switch (code) {
    case Errc::bad_input:
    case Errc::not_a_feed:
    case Errc::limit_exceeded: return ExitStatus::wrong;
    case Errc::refused:
    case Errc::unavailable:
    case Errc::not_found:
    case Errc::conflict:
    case Errc::io: return ExitStatus::cannot;
    }
    return ExitStatus::cannot;
}

} // namespace arna

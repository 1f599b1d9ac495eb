#include "daemon/app/new_file.hpp"

#include "daemon/file/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace arna {
namespace {

std::unexpected<Error> cannot(int error) {
    if (error == EEXIST) return fail(Errc::conflict, "is there already");
    return fail(Errc::io, fmt::format("cannot be written: {}", std::strerror(error)));
}

/// 0, or why not.
int fill(int file, std::string_view bytes, FileOwnership ownership) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written == 0 ? EIO : errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    const bool has_group = ownership.group != static_cast<gid_t>(-1);
    if (has_group && ::fchown(file, static_cast<uid_t>(-1), ownership.group) != 0 && errno != EPERM) return errno;
    return ::fchmod(file, ownership.mode) == 0 && ::fsync(file) == 0 ? 0 : errno;
}

} // namespace

Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes, FileOwnership ownership) {
    const auto directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    auto draft = (directory / fmt::format(".{}.XXXXXX", path.filename().string())).string();
    const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));
    if (!file) return cannot(errno);
    int error = fill(file.get(), bytes, ownership);
    if (error == 0 && ::link(draft.c_str(), path.c_str()) != 0) error = errno; // rename() would replace
    ::unlink(draft.c_str());
    if (error != 0) return cannot(error);
    const Descriptor entries(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (entries) ::fsync(entries.get());
    return {};
}

} // namespace arna

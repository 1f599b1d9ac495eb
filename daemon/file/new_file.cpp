#include "daemon/file/new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace arna {
namespace {

namespace fs = std::filesystem;

constexpr mode_t for_the_owner = 0600;

std::unexpected<Error> cannot(const fs::path& path, int error) {
    if (error == EEXIST)
        return fail(Errc::conflict, fmt::format("{} exists; remove it, or name another file", path.string()));
    return fail(Errc::io, fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error)));
}

fs::path directory_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

} // namespace

NewFile::NewFile(fs::path path, Descriptor file, fs::path unfinished)
    : path_(std::move(path)), unfinished_(std::move(unfinished)), file_(std::move(file)) {}

Result<NewFile> NewFile::create(const fs::path& path) {
    struct stat found{};
    if (::lstat(path.c_str(), &found) == 0) return cannot(path, S_ISDIR(found.st_mode) ? EISDIR : EEXIST);
    Descriptor nameless(::open(directory_of(path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, for_the_owner));
    if (nameless) return NewFile(path, std::move(nameless), {});
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
        return cannot(path, errno); // those: no O_TMPFILE here
    const fs::path unfinished = path.string() + ".unfinished";
    Descriptor named(::open(unfinished.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, for_the_owner));
    if (!named) return cannot(errno == EEXIST ? unfinished : path, errno);
    return NewFile(path, std::move(named), unfinished);
}

NewFile::~NewFile() {
    if (file_ && !unfinished_.empty()) ::unlink(unfinished_.c_str());
}

Result<void> NewFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file_.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot(path_, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> NewFile::share(mode_t mode, gid_t group) {
    if (::fchown(file_.get(), static_cast<uid_t>(-1), group) != 0 && errno != EPERM) return cannot(path_, errno);
    if (::fchmod(file_.get(), mode) != 0) return cannot(path_, errno);
    return {};
}

Result<void> NewFile::keep() {
    if (::fsync(file_.get()) != 0) return cannot(path_, errno);
    const auto own_name = fmt::format("/proc/self/fd/{}", file_.get());
    const int done = unfinished_.empty()
                         ? ::linkat(AT_FDCWD, own_name.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW)
                         : ::renameat2(AT_FDCWD, unfinished_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE);
    if (done != 0) return cannot(path_, errno);
    unfinished_.clear();
    const Descriptor directory(::open(directory_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0) return cannot(path_, errno);
    return {};
}

} // namespace arna

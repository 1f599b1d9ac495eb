#include "daemon/app/backup/open_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace arna {

Result<OpenCopy> open_copy(StoreReader& reader, const std::filesystem::path& state) {
    const auto name = state / "arna.db.copy"; // for as long as SQLite needs one
    ::unlink(name.c_str());                   // what a killed one left
    OpenCopy copy;
    copy.articles = reader.stats().articles;
    if (auto made = reader.backup(name); !made) return std::unexpected(made.error());
    copy.file = Descriptor(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
    const int error = errno;
    ::unlink(name.c_str());
    struct stat found{};
    if (!copy.file || ::fstat(copy.file.get(), &found) != 0)
        return fail(Errc::io, fmt::format("cannot read {}: {}", name.string(), std::generic_category().message(error)));
    copy.bytes = static_cast<std::uint64_t>(found.st_size);
    return copy;
}

} // namespace arna

#include "daemon/file/copy_bytes.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t piece = std::size_t{1} << 20;

std::unexpected<Error> failure(int error) { return fail(Errc::io, std::generic_category().message(error)); }

bool write_all(int to, const char* bytes, std::size_t size) {
    while (size > 0) {
        const auto count = ::write(to, bytes, size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

} // namespace

Result<std::uint64_t> copy_bytes(int from, int to, const std::function<bool(std::uint64_t)>& progress) {
    std::vector<char> bytes(piece);
    std::uint64_t copied = 0;
    while (true) {
        const auto count = ::read(from, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(errno);
        if (count == 0) break;
        if (!write_all(to, bytes.data(), static_cast<std::size_t>(count))) return failure(errno);
        copied += static_cast<std::uint64_t>(count);
        if (progress && !progress(copied)) return failure(EINTR);
    }
    if (::fsync(to) != 0 && errno != EINVAL) return failure(errno); // EINVAL: a pipe has nothing to sync
    return copied;
}

} // namespace arna

#include "daemon/poll/local_files.hpp"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <memory>
#include <new>
#include <system_error>

namespace arna {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

struct FreeHash {
    void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

std::unexpected<Error> system_failure() { return fail(Errc::io, std::generic_category().message(errno)); }

struct OpenFile {
    std::string bytes;
    struct stat status{};
};

Result<OpenFile> open_file(const std::string& path, std::size_t max_size) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)); // a FIFO must not make us wait
    OpenFile opened;
    if (file.get() < 0 || ::fstat(file.get(), &opened.status) != 0) return system_failure();
    if (S_ISDIR(opened.status.st_mode))
        return fail(Errc::io, "is a directory; name its files, like " + path + "/*.xml");
    if (!S_ISREG(opened.status.st_mode)) return fail(Errc::io, "not a regular file");
    opened.bytes.reserve(std::min(max_size, static_cast<std::size_t>(opened.status.st_size)));
    char chunk[64 << 10];
    while (true) {
        const auto got = ::read(file.get(), chunk, sizeof chunk);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_failure();
        if (got == 0) return opened;
        if (static_cast<std::size_t>(got) > max_size - opened.bytes.size())
            return fail(Errc::limit_exceeded, "larger than " + std::to_string(max_size) + " bytes");
        opened.bytes.append(chunk, static_cast<std::size_t>(got));
    }
}

Result<std::vector<std::string>> matches(const std::string& pattern) {
    glob_t found{};
    const std::unique_ptr<glob_t, decltype(&::globfree)> owned(&found, &::globfree);
    const int status = ::glob(pattern.c_str(), 0, nullptr, &found);
    if (status == GLOB_NOMATCH) return fail(Errc::not_found, "no file matches " + pattern);
    if (status != 0) return fail(Errc::io, "cannot list " + pattern);
    if (found.gl_pathc > max_local_files)
        return fail(Errc::limit_exceeded, pattern + " matches more than " + std::to_string(max_local_files) + " files");
    return std::vector<std::string>(found.gl_pathv, found.gl_pathv + found.gl_pathc);
}

} // namespace

Result<LocalFiles> survey_files(const std::string& pattern, std::size_t max_size) {
    auto paths = matches(pattern);
    if (!paths) return std::unexpected(std::move(paths.error()));
    const std::unique_ptr<XXH3_state_t, FreeHash> hash(XXH3_createState());
    if (!hash) throw std::bad_alloc();
    XXH3_64bits_reset(hash.get());
    std::size_t bytes = 0;
    for (const auto& path : *paths) {
        XXH3_64bits_update(hash.get(), path.c_str(), path.size() + 1);
        const auto file = open_file(path, max_size);
        if (!file) {
            XXH3_64bits_update(hash.get(), file.error().message.data(), file.error().message.size());
            continue;
        }
        const std::int64_t facts[] = {static_cast<std::int64_t>(file->bytes.size()), file->status.st_mtim.tv_sec,
                                      file->status.st_mtim.tv_nsec};
        XXH3_64bits_update(hash.get(), facts, sizeof facts);
        XXH3_64bits_update(hash.get(), file->bytes.data(), file->bytes.size());
        bytes += file->bytes.size();
    }
    return LocalFiles{std::move(*paths), XXH3_64bits_digest(hash.get()), bytes};
}

Result<std::string> read_file(const std::string& path, std::size_t max_size) {
    auto file = open_file(path, max_size);
    if (!file) return std::unexpected(std::move(file.error()));
    return std::move(file->bytes);
}

} // namespace arna

#pragma once
#include "daemon/file/descriptor.hpp"
#include "feeds/text/error.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace arna {

/// A file that is made whole or not at all: until keep() it has no name, or a name of its own beside that of the file,
/// and nothing is left of it when this ends, or the process is killed where the file system allows that (O_TMPFILE).
class NewFile {
public:
    /// For this user alone (0600). Errc::conflict: `path` exists; Errc::io: it cannot be made there. Each message says
    /// what to do.
    [[nodiscard]] static Result<NewFile> create(const std::filesystem::path& path);

    NewFile(NewFile&& other) noexcept = default;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    [[nodiscard]] int descriptor() const { return file_.get(); }

    /// Errc::io.
    [[nodiscard]] Result<void> write(std::string_view bytes);

    /// Whose it is beside this user, whatever the umask. A group that this user may not give it to is passed over.
    /// Errc::io.
    [[nodiscard]] Result<void> share(mode_t mode, gid_t group);

    /// Gives it its name, with its bytes and the name durable. Errc::conflict: somebody else took the name meanwhile.
    [[nodiscard]] Result<void> keep();

private:
    NewFile(std::filesystem::path path, Descriptor file, std::filesystem::path unfinished);

    std::filesystem::path path_;
    std::filesystem::path unfinished_; ///< its name until keep(); empty: it has none
    Descriptor file_;
};

} // namespace arna

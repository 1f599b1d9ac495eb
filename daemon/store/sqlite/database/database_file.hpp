#pragma once
#include "daemon/file/descriptor.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string>
#include <utility>

namespace arna {

/// An exclusive lock on a file, held until its end; the system gives it back when a process dies.
class FileLock {
public:
    /// Creates the file if needed. Errc::conflict: another process has it; Errc::io: it cannot be created or opened.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path& file);

private:
    explicit FileLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
    Descriptor descriptor_;
};

/// The store's database on disk, checked, migrated and ours alone.
class DatabaseFile {
public:
    /// `directory`/arna.db, made if there is none: under another name and renamed when its schema is durable, so that a
    /// kill leaves no empty arna.db. Errors as open_sqlite_store().
    /// Where its schema is an older one, a copy is made before it is migrated. `program` is noted as who wrote it.
    [[nodiscard]] static Result<DatabaseFile> open(const std::filesystem::path& directory, const std::string& program);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Another connection to the same file. Throws StoreFailure. From any thread.
    [[nodiscard]] sqlite::Connection connect_writer() const;
    [[nodiscard]] sqlite::Connection connect_reader() const;

private:
    DatabaseFile(std::filesystem::path path, FileLock lock) : path_(std::move(path)), lock_(std::move(lock)) {}

    std::filesystem::path path_;
    FileLock lock_;
};

/// Makes an empty file that this user alone may read, in place of what a broken attempt left. Errc::io.
[[nodiscard]] Result<void> create_private(const std::filesystem::path& file);

/// Gives a finished file its name, with its bytes and the name durable. Errc::io.
[[nodiscard]] Result<void> rename_durably(const std::filesystem::path& unfinished, const std::filesystem::path& file);

} // namespace arna

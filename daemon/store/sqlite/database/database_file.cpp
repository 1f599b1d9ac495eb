#include "daemon/store/sqlite/database/database_file.hpp"

#include "daemon/file/free_bytes.hpp"
#include "daemon/store/sqlite/database/database_copy.hpp"
#include "daemon/store/sqlite/database/inspection.hpp"
#include "daemon/store/sqlite/database/newer_schema.hpp"
#include "daemon/store/sqlite/database/schema.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;

constexpr auto file_name = "arna.db";
constexpr mode_t private_directory = 0700;
constexpr mode_t private_file = 0600;
constexpr int writer_cache_kib = 64 << 10;
constexpr int reader_cache_kib = 4 << 10;
/// Pages in the log before they are copied into the database: late checkpoints write a page once that many commits
/// changed.
constexpr int checkpoint_pages = 10'000;

std::string reason(int error) { return std::generic_category().message(error); }

constexpr std::string_view make_writable = "give this user a state directory it can write";

/// What an operator can do about an error of the system; empty if it says nothing of that.
std::string_view remedy(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT: return "make room there";
    case EMFILE:
    case ENFILE: return "let it open more files: LimitNOFILE= of the service, ulimit -n of a shell";
    case EIO: return "see in the log of the kernel whether the disk fails";
    case EACCES:
    case EPERM:
    case EROFS: return make_writable;
    default: return {};
    }
}

std::unexpected<Error> fail_io(std::string_view what, const fs::path& path, int error) {
    const auto advice = remedy(error);
    return fail(Errc::io, fmt::format("cannot {} {}: {}; {}", what, path.string(), reason(error),
                                      advice.empty() ? make_writable : advice));
}

std::string_view remedy(const StoreFailure& failure) {
    const auto* told = dynamic_cast<const sqlite::Failure*>(&failure);
    if (told == nullptr) return {};
    switch (told->code()) {
    case SQLITE_FULL: return remedy(ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM: return make_writable;
    case SQLITE_NOMEM: return "give it more memory";
    default: return remedy(told->system_error());
    }
}

/// SQLite could not write `file`. On a full disk it may say no more than "disk I/O error".
std::unexpected<Error> fail_write(std::string_view what, const fs::path& file, const StoreFailure& failure) {
    constexpr std::uint64_t least_room = 1 << 20;
    if (const auto room = free_bytes(file.parent_path()); room && *room < least_room)
        return fail(Errc::io, fmt::format("cannot {} {}: the disk is full; make room in {}", what, file.string(),
                                          file.parent_path().string()));
    const auto advice = remedy(failure);
    return fail(Errc::io,
                fmt::format("cannot {} {}; {}", what, failure.what(), advice.empty() ? "is the disk full?" : advice));
}

Result<void> make_directories(const fs::path& directory) {
    fs::path path;
    for (const auto& part : fs::absolute(directory).lexically_normal()) {
        path /= part;
        if (::mkdir(path.c_str(), private_directory) == 0 || errno == EEXIST) continue;
        const int error = errno;
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) return fail_io("create", path, error); // a read-only parent may say EROFS
    }
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return fail_io("create", path, ENOTDIR);
    return {};
}

Result<void> make_durable(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::fsync(file.get()) != 0) return fail_io("sync", path, errno);
    return {};
}

void remove_leftovers(const fs::path& unfinished) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(unfinished.string() + suffix, ignored);
}

/// Without a write-ahead log: a full disk would keep SQLite from copying it into the file, and it says nothing of that.
void write_schema(const fs::path& file) {
    sqlite::Connection database(file, sqlite::Access::read_write);
    database.execute("PRAGMA auto_vacuum = INCREMENTAL"); // before there is a page
    database.execute(fmt::format("PRAGMA application_id = {}", schema::application_id));
    database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
    schema::migrate(database);
}

/// Makes the database under another name and gives it its own once everything in it is durable.
Result<void> create(const fs::path& file) {
    const fs::path unfinished = file.string() + ".new";
    if (auto created = create_private(unfinished); !created) return created;
    try {
        write_schema(unfinished);
    } catch (const StoreFailure& failure) {
        remove_leftovers(unfinished);
        return fail_write("create", file, failure);
    }
    return rename_durably(unfinished, file);
}

/// What only SQLite can tell: that the schema is sound, and its version where the log holds a later one.
Result<void> check_schema(const fs::path& file) {
    std::error_code failure;
    const auto log_size = fs::file_size(file.string() + "-wal", failure);
    const bool has_log = !failure && log_size > 0;
    try {
        // Without a log there is nothing to recover, and so no need for files beside the database.
        sqlite::Connection database(file, has_log ? sqlite::Access::read_only : sqlite::Access::immutable);
        if (const auto version = database.integer("PRAGMA user_version"); version > schema::newest_version())
            return fail(Errc::conflict, newer_schema_text(file, version));
        if (database.integer("SELECT count(*) FROM sqlite_schema") == 0)
            return fail(Errc::io,
                        fmt::format("{} holds no tables; restore it from a backup, or move it away to start anew",
                                    file.string()));
        return {};
    } catch (const sqlite::Failure& failure) {
        const bool is_damaged = failure.code() == SQLITE_CORRUPT || failure.code() == SQLITE_NOTADB;
        return fail(Errc::io, fmt::format("cannot open {}; {}", failure.what(),
                                          is_damaged ? "restore it from a backup"
                                                     : "make it and its directory writable for this user"));
    }
}

/// Writes only where it was another.
void note_program(sqlite::Connection& database, const std::string& program) {
    if (program.empty()) return;
    database.run("INSERT INTO program VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET version = ?1 WHERE version <> ?1",
                 program);
}

} // namespace

Result<void> create_private(const fs::path& file) {
    remove_leftovers(file);
    const Descriptor created(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, private_file));
    if (!created) return fail_io("create", file, errno);
    return {};
}

Result<void> rename_durably(const fs::path& unfinished, const fs::path& file) {
    if (auto synced = make_durable(unfinished); !synced) return synced;
    if (::rename(unfinished.c_str(), file.c_str()) != 0) return fail_io("create", file, errno);
    return make_durable(fs::absolute(file).parent_path());
}

Result<FileLock> FileLock::take(const fs::path& file) {
    FileLock lock(Descriptor(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, private_file)));
    if (!lock.descriptor_) return fail_io("create", file, errno);
    if (::flock(lock.descriptor_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return fail_io("lock", file, errno);
        return fail(Errc::conflict,
                    fmt::format("{} is locked: another arna is running on it; stop that one first", file.string()));
    }
    return lock;
}

Result<DatabaseFile> DatabaseFile::open(const fs::path& directory, const std::string& program) {
    const auto file = fs::absolute(directory).lexically_normal() / file_name;
    if (auto made = make_directories(directory); !made) return std::unexpected(made.error());
    // Before the lock, so that not even a lock file appears beside a database that is not ours.
    if (auto found = inspect_database(file); !found) return std::unexpected(found.error());
    auto lock = FileLock::take(file.string() + ".lock");
    if (!lock) return std::unexpected(lock.error());
    auto found = inspect_database(file);
    if (!found) return std::unexpected(found.error());
    auto ready = *found == FoundFile::nothing ? create(file) : check_schema(file);
    if (!ready) return std::unexpected(ready.error());

    DatabaseFile opened(file, std::move(*lock));
    try {
        auto database = opened.connect_writer();
        if (auto copied = copy_before_migration(database, file); !copied) return std::unexpected(copied.error());
        schema::migrate(database);
        note_program(database, program);
    } catch (const StoreFailure& failure) {
        return fail_write("open", file, failure);
    }
    return opened;
}

sqlite::Connection DatabaseFile::connect_writer() const {
    sqlite::Connection database(path_, sqlite::Access::read_write);
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.execute(
        fmt::format("PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = {}", writer_cache_kib, checkpoint_pages));
    return database;
}

sqlite::Connection DatabaseFile::connect_reader() const {
    sqlite::Connection database(path_, sqlite::Access::read_only);
    database.execute(fmt::format("PRAGMA cache_size = -{}", reader_cache_kib));
    return database;
}

} // namespace arna

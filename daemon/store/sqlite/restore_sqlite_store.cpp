#include "daemon/file/copy_bytes.hpp"
#include "daemon/file/descriptor.hpp"
#include "daemon/file/free_bytes.hpp"
#include "daemon/store/noun/restore_store.hpp"
#include "daemon/store/sqlite/database/database_file.hpp"
#include "daemon/store/sqlite/database/inspection.hpp"
#include "daemon/store/sqlite/search/search_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view another_copy = "take another copy";

/// The database that the copy becomes before it gets its name; it goes at the end, whatever happens.
class Candidate {
public:
    explicit Candidate(const fs::path& store) : file_(store.string() + ".restoring") {}
    ~Candidate() { remove(); }
    Candidate(const Candidate&) = delete;
    Candidate& operator=(const Candidate&) = delete;

    [[nodiscard]] const fs::path& file() const { return file_; }

    Result<void> fill(const StoreCopy& copy) {
        if (auto filled = fill(file_, copy.descriptor); !filled) return filled;
        return copy.log < 0 ? Result<void>{} : fill(file_.string() + "-wal", copy.log);
    }

private:
    static Result<void> fill(const fs::path& file, int from) {
        if (auto created = create_private(file); !created) return created;
        const Descriptor to(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
        auto copied = to ? copy_bytes(from, to.get()) : fail(Errc::io, std::generic_category().message(errno));
        if (!copied)
            return fail(copied.error().code, fmt::format("cannot write {}: {}", file.string(), copied.error().message));
        return {};
    }
    void remove() const {
        std::error_code ignored;
        for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(file_.string() + suffix, ignored);
    }

    fs::path file_;
};

std::unexpected<Error> damaged(const StoreCopy& copy, std::string why) {
    std::ranges::replace(why, '\n', ' '); // SQLite tells of several places in several lines
    return fail(Errc::io, fmt::format("{} is damaged ({}); {}", copy.name.string(), why, another_copy));
}

/// Reads all of it, and brings what its log holds into the file.
Result<RestoredStore> check(const fs::path& candidate, const StoreCopy& copy) {
    RestoredStore found;
    try {
        sqlite::Connection database(candidate, sqlite::Access::read_write);
        database.execute("PRAGMA journal_mode = DELETE");
        for (auto rows = database.query("PRAGMA integrity_check"); rows.next();)
            if (rows.view(0) != "ok") return damaged(copy, rows.text(0));
        found.schema = database.integer("PRAGMA user_version");
        found.articles = database.integer("SELECT count(*) FROM article");
    } catch (const StoreFailure& failure) {
        return damaged(copy, failure.what());
    }
    return found;
}

std::uint64_t size_of(int descriptor) {
    struct stat found{};
    return descriptor >= 0 && ::fstat(descriptor, &found) == 0 ? static_cast<std::uint64_t>(found.st_size) : 0;
}

std::unexpected<Error> cannot_replace(const fs::path& file) {
    return fail(Errc::io, fmt::format("cannot replace {}: {}", file.string(), std::generic_category().message(errno)));
}

/// There is a whole database under the store's name at every moment: the old one, then the new one.
Result<fs::path> replace(const fs::path& file, const fs::path& candidate) {
    const fs::path replaced = file.string() + ".replaced";
    const auto log_of = [](const fs::path& of) { return of.string() + "-wal"; };
    ::unlink(replaced.c_str());
    ::unlink(log_of(replaced).c_str());
    const bool has_old = ::link(file.c_str(), replaced.c_str()) == 0;
    if (!has_old && errno != ENOENT) return cannot_replace(file);
    // A log that is still there belongs to one that could not be opened, or to a file that is missing.
    if (::rename(log_of(file).c_str(), log_of(replaced).c_str()) != 0 && errno != ENOENT) return cannot_replace(file);
    ::unlink((file.string() + "-shm").c_str());
    if (auto renamed = rename_durably(candidate, file); !renamed) return std::unexpected(renamed.error());
    return has_old ? replaced : fs::path();
}

/// Brings the old database's log into its file, where that can be done; else the log is kept beside it.
void settle(const fs::path& file) {
    try {
        if (!inspect_database(file)) return;
        sqlite::Connection(file, sqlite::Access::read_write).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const StoreFailure&) {
        // It is put aside as it is.
    }
}

} // namespace

Result<RestoredStore> restore_store(std::string_view url, const fs::path& directory, const StoreCopy& copy) {
    if (url != "sqlite:") return fail(Errc::bad_input, "only a store in a file can be restored from one");
    const auto file = fs::absolute(directory).lexically_normal() / "arna.db";
    ::mkdir(file.parent_path().c_str(), 0700); // on a machine that never had one; what is wrong shows with the lock
    auto lock = FileLock::take(file.string() + ".lock");
    if (!lock) return std::unexpected(lock.error());
    const auto needed = size_of(copy.descriptor) + size_of(copy.log);
    if (const auto missing = missing_bytes(file.parent_path(), needed); !missing.empty())
        return fail(Errc::io, fmt::format("cannot copy {}: {}; make room there", copy.name.string(), missing));

    Candidate candidate(file);
    if (auto filled = candidate.fill(copy); !filled) return std::unexpected(filled.error());
    if (const auto found = inspect_database(candidate.file(), another_copy); !found) {
        auto message = found.error().message; // it speaks of the candidate
        if (const auto at = message.find(candidate.file().string()); at != std::string::npos)
            message.replace(at, candidate.file().string().size(), copy.name.string());
        return fail(found.error().code, std::move(message));
    }
    auto restored = check(candidate.file(), copy);
    if (!restored) return restored;
    settle(file);
    SearchFile::remove(file.parent_path() / search_file_name); // of what is replaced
    auto replaced = replace(file, candidate.file());
    if (!replaced) return std::unexpected(replaced.error());
    restored->file = file;
    restored->replaced = std::move(*replaced);
    return restored;
}

} // namespace arna

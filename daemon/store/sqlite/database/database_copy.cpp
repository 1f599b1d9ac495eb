#include "daemon/store/sqlite/database/database_copy.hpp"

#include "daemon/file/free_bytes.hpp"
#include "daemon/store/sqlite/database/database_file.hpp"
#include "daemon/store/sqlite/database/newer_schema.hpp"
#include "daemon/store/sqlite/database/schema.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;

/// What the copy will need. Asked in a transaction, this counts what the log holds too.
std::uint64_t needed_bytes(sqlite::Connection& database) {
    const sqlite::Transaction snapshot(database, sqlite::Transaction::Kind::read);
    const auto pages = database.integer("PRAGMA page_count") - database.integer("PRAGMA freelist_count");
    return static_cast<std::uint64_t>(pages * database.integer("PRAGMA page_size"));
}

/// Reads the copy to its end: one that cannot be relied on is worse than none.
Result<void> check_copy(const fs::path& copy) {
    sqlite::Connection database(copy, sqlite::Access::immutable);
    for (auto rows = database.query("PRAGMA quick_check"); rows.next();)
        if (rows.view(0) != "ok")
            return fail(Errc::io, fmt::format("the copy is damaged ({}); 'arna store check' tells whether the store is",
                                              rows.text(0)));
    return {};
}

} // namespace

Result<void> copy_database(sqlite::Connection& database, const fs::path& file) {
    const auto directory = fs::absolute(file).parent_path();
    const auto needed = needed_bytes(database);
    if (const auto missing = missing_bytes(directory, needed); !missing.empty())
        return fail(Errc::io, fmt::format("cannot write {}: {}; make room there", file.string(), missing));
    const fs::path unfinished = file.string() + ".new";
    if (auto created = create_private(unfinished); !created) return created; // SQLite itself would ask the umask
    std::error_code ignored;
    try {
        database.run("VACUUM INTO ?", unfinished.string());
        if (auto checked = check_copy(unfinished); !checked) {
            fs::remove(unfinished, ignored);
            return checked;
        }
    } catch (const sqlite::Failure& broken) {
        fs::remove(unfinished, ignored);
        return fail(Errc::io, fmt::format("cannot write {}: {}; is there room, and may this user write there?",
                                          file.string(), broken.what()));
    }
    auto renamed = rename_durably(unfinished, file);
    if (!renamed) fs::remove(unfinished, ignored);
    return renamed;
}

Result<void> copy_before_migration(sqlite::Connection& database, const fs::path& file) {
    const auto schema = database.integer("PRAGMA user_version");
    if (schema == schema::newest_version()) return {};
    const auto copy = copy_of_schema(file, schema);
    if (auto copied = copy_database(database, copy); !copied)
        return fail(copied.error().code, fmt::format("the copy of before the upgrade failed: {}, then start arna again",
                                                     copied.error().message));
    for (const auto& earlier : copies_of_schemas(file)) {
        std::error_code ignored;
        if (earlier.second != copy) fs::remove(earlier.second, ignored);
    }
    return {};
}

} // namespace arna

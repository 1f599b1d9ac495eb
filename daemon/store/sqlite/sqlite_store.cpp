#include "daemon/store/sqlite/sqlite_store.hpp"

#include "daemon/store/sqlite/rows/articles/search_rows.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {

SqliteStore::SqliteStore(DatabaseFile file, const StoreOptions& options)
    : file_(std::move(file)),
      options_(options),
      search_(std::make_shared<SearchFile>(file_.path().parent_path() / search_file_name)) {}

void SqliteStore::probe(Time now) {
    write([now](sqlite::Connection& db) {
        db.run(
            "INSERT INTO note (name, value) VALUES ('probed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            now);
    });
}

std::int64_t SqliteStore::release_pages(std::int64_t pages) {
    return write([pages](sqlite::Connection& db) {
        if (db.integer("PRAGMA auto_vacuum") == 2) db.execute(fmt::format("PRAGMA incremental_vacuum({})", pages));
        return db.integer("PRAGMA auto_vacuum") == 2 ? db.integer("PRAGMA freelist_count") : std::int64_t{0};
    });
}

void SqliteStore::compact() {
    assert(home_.is_here());
    try {
        if (!connection_) connection_.emplace(file_.connect_writer());
        connection_->execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
        connection_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const StoreFailure&) {
        connection_.reset();
        throw;
    }
}

bool SqliteStore::retention_waits() {
    return write(
        [](sqlite::Connection& db) { return db.query("SELECT 1 FROM note WHERE name = 'retention waits'").next(); });
}

void SqliteStore::end_retention_wait() {
    write([](sqlite::Connection& db) { db.run("DELETE FROM note WHERE name = 'retention waits'"); });
}

std::unique_ptr<SearchIndex> SqliteStore::open_search_index(const SearchProgress& progress,
                                                            std::string_view token_version) const {
    return search_->open(progress, token_version);
}

void SqliteStore::begin_search_index(std::int64_t making) {
    write([making](sqlite::Connection& db) { write_search_index(db, making); });
}

void SqliteStore::note_indexed(const IndexedSlice& slice) {
    write([&](sqlite::Connection& db) { write_indexed(db, slice); });
}

std::unique_ptr<StoreReader> SqliteStore::open_reader() const {
    return std::make_unique<SqliteReader>(file_.connect_reader(), search_);
}

Result<std::unique_ptr<Store>> open_store(std::string_view url, const std::filesystem::path& directory,
                                          const StoreOptions& options) {
    if (url == "sqlite:") return open_sqlite_store(directory, options);
    const auto scheme = url.substr(0, url.find(':') + 1); // what follows may hold a password; without a colon all does
    if (scheme == "postgresql:" || scheme == "postgres:")
        return fail(Errc::bad_input, "this version has no PostgreSQL store; write \"sqlite:\"");
    return fail(Errc::bad_input, fmt::format("there is no store of the kind \"{}\"; write \"sqlite:\"", scheme));
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& directory, const StoreOptions& options) {
    auto file = DatabaseFile::open(directory, options.program);
    if (!file) return std::unexpected(std::move(file.error()));
    return std::make_unique<SqliteStore>(std::move(*file), options);
}

} // namespace arna

#include "daemon/store/sqlite/sqlite_store.hpp"

#include "daemon/store/sqlite/sqlite_reader.hpp"

#include <cassert>
#include <utility>

namespace arna {

SqliteStore::SqliteStore(DatabaseFile file, const StoreOptions& options) : file_(std::move(file)), options_(options) {}

void SqliteStore::probe(Time now) {
    write([now](sqlite::Connection& db) {
        db.run(
            "INSERT INTO note (name, value) VALUES ('probed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            now);
    });
}

std::unique_ptr<StoreReader> SqliteStore::open_reader() const {
    return std::make_unique<SqliteReader>(file_.connect_reader());
}

void SqliteStore::assert_thread() {
    if (thread_ == std::thread::id()) thread_ = std::this_thread::get_id();
    assert(thread_ == std::this_thread::get_id());
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& directory, const StoreOptions& options) {
    auto file = DatabaseFile::open(directory);
    if (!file) return std::unexpected(std::move(file.error()));
    return std::make_unique<SqliteStore>(std::move(*file), options);
}

} // namespace arna

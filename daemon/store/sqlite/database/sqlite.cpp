#include "daemon/store/sqlite/database/sqlite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <system_error>

namespace arna::sqlite {
namespace {

/// How long a connection waits for another one, which is only ever busy for a moment: recovery, a checkpoint's end.
constexpr int busy_timeout_ms = 5'000;

/// Of the virtual machine of SQLite: some microseconds of work.
constexpr int steps_between_questions = 1'000;

[[noreturn]] void fail_with(sqlite3* database, int extended_code, std::string_view file, std::string_view reason) {
    const int code = extended_code & 0xFF;
    const bool is_of_system = database && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN);
    const int error = is_of_system ? sqlite3_system_errno(database) : 0;
    const auto cause = error == 0 ? std::string() : fmt::format(" ({})", std::generic_category().message(error));
    throw Failure(code, fmt::format("{}: {}{}", file, reason, cause), error);
}

[[noreturn]] void fail_with(sqlite3* database, int code) {
    const char* path = database ? sqlite3_db_filename(database, "main") : nullptr;
    const char* reason = database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    fail_with(database, code, path && *path ? path : "database", reason);
}

/// sqlite.org/uri.html; a path may hold what has a meaning there.
std::string uri_of(const std::filesystem::path& file, Access access) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string())
        if (std::string_view("%?#").contains(c))
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            uri += c;
    return access == Access::immutable ? uri + "?immutable=1" : uri;
}

/// SQLite counts the memory it uses under a lock of the whole process, which the readers of the pool would wait for.
void leave_memory_uncounted() {
    [[maybe_unused]] static const int code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // refused once it is in use
}

} // namespace

Statement::Statement(sqlite3& database, std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(&database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &handle, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) fail_with(&database, code);
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail_with(sqlite3_db_handle(handle_.get()), code);
    return false;
}

void Statement::reset() noexcept {
    sqlite3_reset(handle_.get()); // its code repeats the failure that step() already reported
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

std::string_view Statement::text(int column) const {
    const auto* data = sqlite3_column_text(handle_.get(), column);
    if (!data) return {};
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::string_view Statement::bytes(int column) const {
    const auto* data = sqlite3_column_blob(handle_.get(), column);
    if (!data) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

void Statement::bind_one(int index, std::nullptr_t) { check(sqlite3_bind_null(handle_.get(), index)); }

void Statement::bind_one(int index, std::int64_t value) { check(sqlite3_bind_int64(handle_.get(), index, value)); }

void Statement::bind_one(int index, std::string_view value) {
    const char* data = value.data() ? value.data() : ""; // a null pointer would bind NULL
    check(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_one(int index, Blob value) {
    if (value.empty()) return check(sqlite3_bind_zeroblob(handle_.get(), index, 0));
    check(sqlite3_bind_blob64(handle_.get(), index, value.data(), value.size(), SQLITE_STATIC));
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) fail_with(sqlite3_db_handle(handle_.get()), code);
}

Ident Rows::ident(int column) const {
    const auto stored = bytes(column);
    Ident ident;
    if (stored.size() != ident.size())
        throw StoreFailure("a stored ident is damaged; restore the database from a backup");
    std::ranges::copy(stored, ident.begin());
    return ident;
}

Connection::Connection(const std::filesystem::path& file, Access access) {
    leave_memory_uncounted();
    sqlite3* handle = nullptr;
    const int flags = (access == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    const int code = sqlite3_open_v2(uri_of(file, access).c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) fail_with(handle, code, file.string(), sqlite3_errstr(code));
    sqlite3_busy_timeout(handle, busy_timeout_ms);
}

void Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail_with(handle_.get(), code);
}

std::int64_t Connection::integer(std::string_view sql) {
    Statement statement(*handle_, sql);
    return statement.step() ? statement.integer(0) : 0;
}

void* Connection::fts5() {
    void* api = nullptr;
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), "SELECT fts5(?1)", -1, &handle, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(handle, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(handle);
    }
    sqlite3_finalize(handle);
    if (api == nullptr) fail_with(handle_.get(), SQLITE_ERROR);
    return api;
}

void Connection::go_on_while(std::function<bool()> may_go_on) {
    may_go_on_ = std::make_unique<std::function<bool()>>(std::move(may_go_on));
    const auto ask = [](void* asked) { return (*static_cast<std::function<bool()>*>(asked))() ? 0 : 1; };
    sqlite3_progress_handler(handle_.get(), steps_between_questions, ask, may_go_on_.get());
}

Statement& Connection::prepared(const char* sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) found = statements_.emplace(sql, Statement(*handle_, sql)).first;
    assert(!found->second.is_busy());
    return found->second;
}

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    kind == Kind::write ? connection.run("BEGIN IMMEDIATE") : connection.run("BEGIN");
}

Transaction::~Transaction() {
    if (!connection_.is_in_transaction()) return;
    try {
        connection_.run("ROLLBACK");
    } catch (const Failure&) {
        // What failed was reported where it happened; the next user opens the database again.
    }
}

void Transaction::commit() { connection_.run("COMMIT"); }

} // namespace arna::sqlite

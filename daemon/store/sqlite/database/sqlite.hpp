#pragma once
#include "daemon/store/store.hpp"

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

/// The only place that calls sqlite3. One thread at a time for a connection and all that came from it.
namespace arna::sqlite {

/// SQLite said no. `code` is its primary result code (SQLITE_CORRUPT, SQLITE_FULL …); `system_error` is the errno that
/// was the cause of SQLITE_IOERR or SQLITE_CANTOPEN, else 0.
class Failure : public StoreFailure {
public:
    Failure(int code, const std::string& message, int system_error = 0)
        : StoreFailure(message), code_(code), system_error_(system_error) {}
    [[nodiscard]] int code() const { return code_; }
    [[nodiscard]] int system_error() const { return system_error_; }

private:
    int code_, system_error_;
};

using Blob = std::span<const std::uint8_t>;

/// Bytes that are bound as a blob, not as text.
inline Blob as_blob(std::string_view bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

/// One prepared statement. Parameters are bound in order from ?1, and columns read from 0.
class Statement {
public:
    Statement(sqlite3& database, std::string_view sql);

    /// Binds all parameters. Texts and blobs are not copied: they outlive the rows.
    template <class... Values>
    void bind(const Values&... values) {
        int index = 0;
        (bind_one(++index, values), ...);
    }

    bool step(); ///< true: there is a row
    void reset() noexcept;
    [[nodiscard]] bool is_busy() const { return sqlite3_stmt_busy(handle_.get()) != 0; }

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  ///< valid until the next step
    [[nodiscard]] std::string_view bytes(int column) const; ///< likewise

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }
    };

    void bind_one(int index, std::nullptr_t);
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, std::string_view value);
    void bind_one(int index, Blob value);
    void bind_one(int index, const Ident& value) { bind_one(index, Blob(value)); }
    void bind_one(int index, const std::string& value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, Time value) { bind_one(index, std::int64_t{value.time_since_epoch().count()}); }
    template <std::integral Value>
        requires(!std::same_as<Value, std::int64_t>)
    void bind_one(int index, Value value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    template <class Value>
        requires std::is_enum_v<Value>
    void bind_one(int index, Value value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    template <class Value>
    void bind_one(int index, const std::optional<Value>& value) {
        value ? bind_one(index, *value) : bind_one(index, nullptr);
    }

    void check(int code) const;

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// The rows of a running query. Its end resets the statement: an unfinished one would hold its snapshot for ever.
class Rows {
public:
    explicit Rows(Statement& statement) : statement_(&statement) {}
    ~Rows() { statement_->reset(); }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    bool next() { return statement_->step(); }

    [[nodiscard]] bool is_null(int column) const { return statement_->is_null(column); }
    [[nodiscard]] std::int64_t integer(int column) const { return statement_->integer(column); }
    [[nodiscard]] std::uint64_t hash(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    [[nodiscard]] std::string_view view(int column) const { return statement_->text(column); }
    [[nodiscard]] std::string text(int column) const { return std::string(statement_->text(column)); }
    [[nodiscard]] std::string_view bytes(int column) const { return statement_->bytes(column); }
    [[nodiscard]] Time time(int column) const { return Time(std::chrono::milliseconds(integer(column))); }
    [[nodiscard]] Ident ident(int column) const; ///< throws StoreFailure where it is none
    template <class Id>
    [[nodiscard]] Id id(int column) const {
        return static_cast<Id>(integer(column));
    }

private:
    Statement* statement_;
};

enum class Access {
    read_write,
    read_only,
    immutable, ///< read only, by bytes of the file alone: nobody writes it, and no log belongs to it
};

/// An open database and its statements, each prepared at its first use and kept.
class Connection {
public:
    /// Opens an existing file. Throws Failure.
    Connection(const std::filesystem::path& file, Access access);

    /// Runs statements that give no rows. For schema and settings; what takes values is a literal with parameters,
    /// below.
    void execute(const std::string& sql);

    /// `sql` is a literal at one place of the program: its address finds the prepared statement.
    template <std::size_t N, class... Values>
    [[nodiscard]] Rows query(const char (&sql)[N], const Values&... values) {
        auto& statement = prepared(sql);
        statement.bind(values...);
        return Rows(statement);
    }

    /// Runs a statement to its end and gives back how many rows it changed.
    template <std::size_t N, class... Values>
    std::int64_t run(const char (&sql)[N], const Values&... values) {
        auto rows = query(sql, values...);
        while (rows.next()) {
        }
        return changes();
    }

    /// `may_go_on` is asked after every bit of work; false ends the statement with a Failure.
    void go_on_while(std::function<bool()> may_go_on);

    /// The first column of the only row of a statement that needs no values, such as "PRAGMA user_version".
    [[nodiscard]] std::int64_t integer(std::string_view sql);

    [[nodiscard]] std::int64_t last_row_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
    [[nodiscard]] std::filesystem::path file() const { return sqlite3_db_filename(handle_.get(), "main"); }
    /// The fts5_api of this connection (sqlite.org/fts5.html §7). Throws Failure where there is none.
    [[nodiscard]] void* fts5();
    [[nodiscard]] bool is_in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
    };

    Statement& prepared(const char* sql);
    [[nodiscard]] std::int64_t changes() const { return sqlite3_changes64(handle_.get()); }

    std::unique_ptr<std::function<bool()>> may_go_on_; ///< on the heap, for SQLite has its address
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<const char*, Statement> statements_;
};

/// One transaction: rolled back at its end unless it was committed.
class Transaction {
public:
    enum class Kind { read, write };

    Transaction(Connection& connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// What was written is durable when this returns.
    void commit();

private:
    Connection& connection_;
};

} // namespace arna::sqlite

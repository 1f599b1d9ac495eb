#include "daemon/store/sqlite/search/search_file.hpp"

#include "daemon/store/sqlite/database/database_file.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/search/token_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace arna {
namespace {

namespace fs = std::filesystem;
using sqlite::Connection;

constexpr int cache_kib = 16 << 10;
constexpr std::int64_t usual_wear = 10'000; ///< texts that may be out of date beside as many as there are articles

/// What a file says of itself.
struct State {
    std::int64_t making = 0, slice = 0;
    std::string token_version;

    [[nodiscard]] bool is_of(const SearchProgress& progress, std::string_view tokens) const {
        return progress.making != 0 && making == progress.making && slice >= progress.slice && token_version == tokens;
    }
};

Connection connect(const fs::path& file) {
    Connection database(file, sqlite::Access::read_write);
    add_tokenizer(database);
    database.execute(fmt::format("PRAGMA cache_size = -{}; PRAGMA synchronous = NORMAL", cache_kib));
    return database;
}

State read_state(Connection& database) {
    auto rows = database.query("SELECT making, slice, token_version FROM state");
    if (!rows.next()) throw StoreFailure("the index for search is empty");
    return {.making = rows.integer(0), .slice = rows.integer(1), .token_version = rows.text(2)};
}

/// Reads all of it. Throws StoreFailure where it is damaged.
void check(Connection& database) {
    for (auto rows = database.query("PRAGMA quick_check(1)"); rows.next();)
        if (rows.view(0) != "ok") throw StoreFailure(fmt::format("the index for search is damaged: {}", rows.view(0)));
    database.run("INSERT INTO words (words) VALUES ('integrity-check')");
}

/// Throws StoreFailure.
Connection make_anew(const fs::path& file, std::string_view token_version) {
    if (auto created = create_private(file); !created) throw StoreFailure(created.error().message);
    auto database = connect(file);
    database.execute("PRAGMA journal_mode = WAL");
    sqlite::Transaction transaction(database, sqlite::Transaction::Kind::write);
    database.execute(R"sql(
    CREATE TABLE state (making INTEGER NOT NULL, slice INTEGER NOT NULL, token_version TEXT NOT NULL);
    CREATE TABLE document (id INTEGER PRIMARY KEY, article INTEGER NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='arna');
    )sql");
    // A part of the index fits into a page of the file, so that a damaged page is never just the inside of one.
    database.run("INSERT INTO words (words, rank) VALUES ('pgsz', 4000)");
    database.run("INSERT INTO state (making, slice, token_version) VALUES ((random() & 0x3FFFFFFFFFFFFFFF) + 1, 0, ?)",
                 token_version);
    transaction.commit();
    return database;
}

class SqliteSearchIndex final : public SearchIndex {
public:
    SqliteSearchIndex(Connection connection, fs::path file, std::int64_t making)
        : database_(std::move(connection)), file_(std::move(file)), making_(making) {}

    [[nodiscard]] std::int64_t making() const override { return making_; }

    void add(std::span<const Document> documents, std::int64_t number) override {
        std::error_code error;
        if (!fs::exists(file_, error)) throw StoreFailure(fmt::format("{} was removed", file_.string()));
        sqlite::Transaction transaction(database_, sqlite::Transaction::Kind::write);
        for (const Document& document : documents) {
            database_.run("INSERT INTO document (article) VALUES (?)", document.article);
            database_.run("INSERT INTO words (rowid, tokens) VALUES (?, ?)", database_.last_row_id(), document.tokens);
        }
        database_.run("UPDATE state SET slice = max(slice, ?)", number);
        transaction.commit();
    }

    [[nodiscard]] bool is_worn(std::int64_t articles) override {
        return database_.integer("SELECT max(id) FROM document") > 2 * articles + usual_wear;
    }

private:
    Connection database_;
    fs::path file_;
    std::int64_t making_;
};

} // namespace

std::unique_ptr<SearchIndex> SearchFile::open(const SearchProgress& progress, std::string_view token_version) {
    try {
        auto database = connect(file_);
        const State state = read_state(database);
        if (state.is_of(progress, token_version)) {
            check(database);
            note_sound(state.making);
            return std::make_unique<SqliteSearchIndex>(std::move(database), file_, state.making);
        }
    } catch (const StoreFailure&) {
        // Missing or damaged: it is made anew.
    }
    auto database = make_anew(file_, token_version);
    const auto making = read_state(database).making;
    note_sound(making);
    return std::make_unique<SqliteSearchIndex>(std::move(database), file_, making);
}

std::optional<std::vector<ArticleId>> SearchFile::find(const TokenQuery& query, const SearchProgress& progress,
                                                       std::string_view token_version) {
    try {
        if (progress.making == 0 || !is_sound(progress.making)) return std::nullopt;
        auto database = connect(file_);
        const sqlite::Transaction snapshot(database, sqlite::Transaction::Kind::read);
        if (!read_state(database).is_of(progress, token_version)) return std::nullopt;
        std::vector<ArticleId> found;
        const auto text = match_text(query); // is bound, and so outlives the rows
        for (auto rows = database.query("SELECT d.article FROM words w LEFT JOIN document d ON d.id = w.rowid "
                                        "WHERE words MATCH ?",
                                        text);
             rows.next();) {
            if (rows.is_null(0)) return std::nullopt;
            found.push_back(rows.id<ArticleId>(0));
        }
        std::ranges::sort(found);
        const auto repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        return found;
    } catch (const StoreFailure&) {
        return std::nullopt; // the store is asked without it; who fills it makes it anew
    }
}

void SearchFile::remove(const fs::path& file) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + suffix, ignored);
}

bool SearchFile::is_sound(std::int64_t making) {
    const std::scoped_lock lock(mutex_);
    if (sound_ == making) return true;
    auto database = connect(file_);
    if (read_state(database).making != making) return false;
    check(database);
    sound_ = making;
    return true;
}

void SearchFile::note_sound(std::int64_t making) {
    const std::scoped_lock lock(mutex_);
    sound_ = making;
}

} // namespace arna

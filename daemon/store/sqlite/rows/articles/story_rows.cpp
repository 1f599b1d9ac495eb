#include "daemon/store/sqlite/rows/articles/story_rows.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>

namespace arna {
namespace {

/// How many articles with one key are looked at: more begin with the same phrase, or are told by a broken source.
constexpr int most_of_one_key = 128;
constexpr std::size_t most_alike = 16;
constexpr std::size_t least_expired = 500; ///< at once, if there are so many

std::vector<std::uint32_t> unpack_keys(std::string_view packed) {
    std::vector<std::uint32_t> keys(packed.size() / sizeof(std::uint32_t));
    std::memcpy(keys.data(), packed.data(), keys.size() * sizeof(std::uint32_t));
    return keys;
}

void forget(sqlite::Connection& db, ArticleId article, std::span<const std::uint32_t> keys) {
    for (const auto key : keys) db.run("DELETE FROM story_key WHERE key = ? AND article = ?", key, article);
    db.run("DELETE FROM story_text WHERE article = ?", article);
}

} // namespace

void expire_story_keys(sqlite::Connection& db, Time now, std::size_t coming) {
    const Time oldest = now - story_key_lifetime;
    const auto most = std::max(least_expired, 2 * coming);
    std::vector<std::pair<ArticleId, std::vector<std::uint32_t>>> expired;
    for (auto rows = db.query("SELECT article, seen, keys FROM story_text ORDER BY article LIMIT ?", most);
         rows.next() && rows.time(1) < oldest;)
        expired.emplace_back(rows.id<ArticleId>(0), unpack_keys(rows.bytes(2)));
    for (const auto& [article, keys] : expired) forget(db, article, keys);
}

void add_story_keys(sqlite::Connection& db, ArticleId article, Time now, std::span<const std::uint32_t> keys) {
    if (keys.empty()) return;
    for (const auto key : keys) db.run("INSERT OR IGNORE INTO story_key (key, article) VALUES (?, ?)", key, article);
    const std::string packed(reinterpret_cast<const char*>(keys.data()), keys.size_bytes());
    db.run("INSERT OR REPLACE INTO story_text (article, seen, keys) VALUES (?, ?, ?)", article, now,
           sqlite::as_blob(packed));
}

void forget_story_keys(sqlite::Connection& db, ArticleId article) {
    std::vector<std::uint32_t> keys;
    {
        auto rows = db.query("SELECT keys FROM story_text WHERE article = ?", article);
        if (!rows.next()) return;
        keys = unpack_keys(rows.bytes(0));
    }
    forget(db, article, keys);
}

std::vector<ArticleId> articles_like(sqlite::Connection& db, std::span<const std::uint32_t> keys) {
    std::map<ArticleId, int> shared;
    for (const auto key : keys)
        for (auto rows =
                 db.query("SELECT article FROM story_key WHERE key = ? ORDER BY article LIMIT ?", key, most_of_one_key);
             rows.next();)
            ++shared[rows.id<ArticleId>(0)];
    std::vector<std::pair<ArticleId, int>> found(shared.begin(), shared.end());
    std::ranges::sort(found, {},
                      [](const std::pair<ArticleId, int>& one) { return std::pair(-one.second, one.first); });
    std::vector<ArticleId> articles;
    for (const auto& [article, count] : found) {
        // Copies share half of a beginning, and so about half of its keys; what shares one phrase is not worth reading.
        if (articles.size() == most_alike || static_cast<std::size_t>(count) * 8 <= keys.size()) break;
        articles.push_back(article);
    }
    return articles;
}

std::int64_t add_story(sqlite::Connection& db, Time first_seen) {
    db.run("INSERT INTO story (first_seen) VALUES (?)", first_seen);
    return db.last_row_id();
}

} // namespace arna

#include "daemon/store/sqlite/rows/articles/address_rows.hpp"

#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/store_failure.hpp"
#include "feeds/text/url/url.hpp"

#include <xxhash.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace arna {
namespace {

constexpr int most_sources = 64; ///< that are looked at for one address

/// The sources that told an address, at most most_sources.
std::set<SourceId> sources_of(sqlite::Connection& db, std::uint64_t hash) {
    std::set<SourceId> found;
    for (SourceId last{0}; found.size() < most_sources; found.insert(last)) {
        auto rows =
            db.query("SELECT source FROM address WHERE hash = ? AND source > ? ORDER BY source LIMIT 1", hash, last);
        if (!rows.next()) break;
        last = rows.id<SourceId>(0);
    }
    return found;
}

std::set<SourceId> sources_at_home(sqlite::Connection& db, const std::string& home) {
    std::set<SourceId> found;
    if (home.empty()) return found;
    for (auto rows = db.query("SELECT id FROM source WHERE site = ? LIMIT ?", home, most_sources); rows.next();)
        found.insert(rows.id<SourceId>(0));
    return found;
}

/// The newest articles for which one source told an address.
std::vector<ArticleId> newest_of(sqlite::Connection& db, std::uint64_t address, SourceId source) {
    std::vector<ArticleId> found;
    for (const auto hash : {address, published_hash(address)})
        for (auto rows =
                 db.query("SELECT article FROM address WHERE hash = ? AND source = ? ORDER BY article DESC LIMIT ?",
                          hash, source, most_of_one_address);
             rows.next();)
            found.push_back(rows.id<ArticleId>(0));
    std::ranges::sort(found, std::ranges::greater());
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), found.end());
    return found;
}

/// Collects rows and inserts them in the order of the table, for its pages would be written over and over otherwise.
class AddressFiller {
public:
    explicit AddressFiller(sqlite::Connection& db) : db_(db), hash_(read_secret(db)) {}

    void add(ArticleId article, SourceId source, const Entry& entry, std::string_view published) {
        const auto own = published.empty() ? 0 : hash_(published);
        if (own != 0) rows_.emplace_back(published_hash(own), source, article);
        const EntryAddresses addresses(hash_, entry);
        for (const auto address : {addresses.id, addresses.link})
            if (address != 0 && address != own) rows_.emplace_back(address, source, article);
        if (rows_.size() >= most_rows) flush();
    }
    void flush() {
        std::ranges::sort(rows_);
        for (const auto& [hash, source, article] : rows_) add_address(db_, hash, source, article);
        rows_.clear();
    }

private:
    static constexpr std::size_t most_rows = 1'000'000;

    sqlite::Connection& db_;
    AddressHasher hash_;
    std::vector<std::tuple<std::uint64_t, SourceId, ArticleId>> rows_;
};

} // namespace

std::string read_secret(sqlite::Connection& db) {
    auto rows = db.query("SELECT bytes FROM secret");
    if (!rows.next() || rows.bytes(0).size() < XXH3_SECRET_SIZE_MIN)
        throw StoreFailure("the secret of the database is missing; restore it from a backup");
    return std::string(rows.bytes(0));
}

std::uint64_t AddressHasher::operator()(std::string_view address) const {
    const auto hash = [this](std::string_view text) {
        return XXH3_64bits_withSecret(text.data(), text.size(), secret_.data(), secret_.size()) & ~std::uint64_t{1};
    };
    return is_http_url(address) ? hash(canonical_url(address)) : hash(address);
}

EntryAddresses::EntryAddresses(const AddressHasher& hash, const Entry& entry) {
    if (!entry.id.empty()) id = hash(entry.id);
    if (!entry.link.empty()) link = entry.link == entry.id ? id : hash(entry.link);
}

void add_address(sqlite::Connection& db, std::uint64_t hash, SourceId source, ArticleId article) {
    db.run("INSERT OR IGNORE INTO address (hash, source, article) VALUES (?, ?, ?)", hash, source, article);
}

void add_addresses(sqlite::Connection& db, ArticleId article, SourceId source, std::uint64_t published,
                   const EntryAddresses& addresses) {
    add_address(db, published_hash(published), source, article);
    if (addresses.link != 0 && addresses.link != published) add_address(db, addresses.link, source, article);
    if (addresses.id != 0 && addresses.id != published && addresses.id != addresses.link)
        add_address(db, addresses.id, source, article);
}

bool is_published(sqlite::Connection& db, std::uint64_t address, std::string_view id) {
    int looked_at = 0;
    for (auto rows = db.query("SELECT a.entry_id FROM address d JOIN article a ON a.id = d.article WHERE d.hash = ? "
                              "LIMIT ?",
                              published_hash(address), most_of_one_address);
         rows.next(); ++looked_at)
        if (rows.view(0) == id) return true;
    return looked_at >= most_of_one_address;
}

std::vector<ArticleId> articles_at(sqlite::Connection& db, std::uint64_t address, const std::string& home) {
    const auto at_home = sources_at_home(db, home);
    auto sources = sources_of(db, address);
    sources.merge(sources_of(db, published_hash(address)));
    sources.insert(at_home.begin(), at_home.end());

    struct Candidate {
        std::size_t rank = 0; ///< 0: the newest of its source
        bool is_foreign = false;
        ArticleId article{};
    };
    std::vector<Candidate> candidates;
    for (const auto source : sources) {
        std::size_t rank = 0;
        for (const auto article : newest_of(db, address, source))
            candidates.push_back({rank++, !at_home.contains(source), article});
    }
    std::ranges::sort(candidates, {}, [](const Candidate& one) {
        return std::tuple(one.rank, one.is_foreign, -std::to_underlying(one.article));
    });
    std::vector<ArticleId> found;
    for (const auto& [rank, is_foreign, article] : candidates)
        if (found.size() < most_of_one_address && std::ranges::find(found, article) == found.end())
            found.push_back(article);
    std::ranges::sort(found, std::ranges::greater());
    return found;
}

void fill_addresses(sqlite::Connection& db) {
    AddressFiller filler(db);
    for (auto rows = db.query("SELECT id, owner, entry_id, entry FROM article"); rows.next();)
        filler.add(rows.id<ArticleId>(0), rows.id<SourceId>(1), decode_entry(rows.bytes(3)), rows.view(2));
    for (auto rows = db.query("SELECT a.id, a.owner, o.entry FROM old_body o JOIN article a ON a.id = o.article");
         rows.next();)
        filler.add(rows.id<ArticleId>(0), rows.id<SourceId>(1), decode_entry(rows.bytes(2)), {});
    filler.flush();
}

} // namespace arna

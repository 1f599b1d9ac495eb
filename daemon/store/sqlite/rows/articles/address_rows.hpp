#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Table address: by what addresses an article is found, its published id, its own id and its links, past ones too. A
/// row holds a hash, the source that told the address, and the article; so what one source tells, however much of it,
/// stands in nobody else's way.
namespace arna {

/// The secret of this database: random bytes, made with it.
[[nodiscard]] std::string read_secret(sqlite::Connection& db);

/// Hashes addresses with the secret, so that nobody can make two that collide. All spellings of an http(s) address are
/// one (canonical_url). The lowest bit is free for AddressRow::is_published.
class AddressHasher {
public:
    explicit AddressHasher(std::string secret) : secret_(std::move(secret)) {}

    [[nodiscard]] std::uint64_t operator()(std::string_view address) const;
    [[nodiscard]] const std::string& secret() const { return secret_; }

private:
    std::string secret_;
};

/// The addresses of an entry, hashed; 0 for one that it has not.
struct EntryAddresses {
    EntryAddresses() = default;
    EntryAddresses(const AddressHasher& hash, const Entry& entry);

    std::uint64_t id = 0, link = 0;
};

/// Under this hash the article is found that publishes the id.
[[nodiscard]] constexpr std::uint64_t published_hash(std::uint64_t address) { return address | 1; }

/// How many rows of one address are looked at. Only a broken or hostile source tells the same one more often.
constexpr int most_of_one_address = 8;

void add_address(sqlite::Connection& db, std::uint64_t hash, SourceId source, ArticleId article);

/// The rows of a new article, each address once.
void add_addresses(sqlite::Connection& db, ArticleId article, SourceId source, std::uint64_t published,
                   const EntryAddresses& addresses);

/// Whether an article publishes `id`, or so many publish other spellings of it that nobody looks at all.
[[nodiscard]] bool is_published(sqlite::Connection& db, std::uint64_t address, std::string_view id);

/// The articles with an address, as ArticleReader::find() chooses them: the newest of each source first. `home` is the
/// site of the address; its sources are never left out.
[[nodiscard]] std::vector<ArticleId> articles_at(sqlite::Connection& db, std::uint64_t address,
                                                 const std::string& home);

/// Makes the table anew from all articles and what they said before. Part of a migration.
void fill_addresses(sqlite::Connection& db);

} // namespace arna

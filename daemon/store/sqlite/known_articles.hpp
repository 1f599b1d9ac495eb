#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What ingest needs of an article that the store has.
struct Known {
    ArticleId id{};
    SourceId owner{};
    std::uint64_t content_hash = 0;
    Time published{}, updated{};
    std::string entry_id;
};

[[nodiscard]] std::optional<Known> find_known(sqlite::Connection& db, const Ident& ident);

/// How many articles of one address are looked at. Only a hostile or broken feed gives more the same.
constexpr int most_of_one_address = 8;

/// Under what an address is indexed: XXH3 of its canonical form, so that all spellings of an http(s) address find it.
[[nodiscard]] std::uint64_t address_hash(std::string_view address);

/// The addresses of an entry as they are indexed; 0 for one that it has not.
struct EntryAddresses {
    explicit EntryAddresses(const Entry& entry);

    std::uint64_t id = 0, link = 0;
};

/// The articles that have this address, at most the newest most_of_one_address.
[[nodiscard]] std::vector<Known> articles_at(sqlite::Connection& db, std::uint64_t address);

/// Makes an article found by an address; 0 is none.
void add_address(sqlite::Connection& db, ArticleId article, std::uint64_t address);

/// The id to publish for a new article (PRODUCT.md, "Ids"): the source's own if it is an absolute IRI that no other
/// article publishes, else a urn:uuid from its ident. `others` are the articles at the address of its own id.
[[nodiscard]] std::string choose_entry_id(sqlite::Connection& db, const Ident& ident, const std::string& own_id,
                                          const std::vector<Known>& others);

} // namespace arna

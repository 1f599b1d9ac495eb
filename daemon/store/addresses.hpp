#pragma once
#include "daemon/store/records.hpp"
#include "daemon/store/sqlite.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arna {

/// How many articles of one address are looked at. Only a hostile or broken feed gives more the same.
constexpr int most_of_one_address = 8;

/// Under what an address is indexed: XXH3 of its canonical form, so that all spellings of an http(s) address find it.
[[nodiscard]] std::uint64_t address_hash(std::string_view address);

/// Makes an article found by its published id, its own id and its link.
void add_addresses(sqlite::Connection& db, ArticleId article, const std::string& entry_id, const Entry& entry);

/// The id to publish for a new article (PRODUCT.md, "Ids"): the source's own if it is an absolute IRI that no other
/// article publishes, else a urn:uuid from its ident.
[[nodiscard]] std::string choose_entry_id(sqlite::Connection& db, const Ident& ident, const Entry& entry);

} // namespace arna

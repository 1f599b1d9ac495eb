#include "daemon/store/addresses.hpp"

#include "feeds/model/entry_id.hpp"
#include "feeds/text/url.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// Whether an article publishes this id, or so many have the same address that nobody will search them.
bool is_taken(sqlite::Connection& db, const std::string& entry_id) {
    int candidates = 0;
    auto rows = db.query("SELECT a.entry_id FROM address d JOIN article a ON a.id = d.article WHERE d.hash = ? LIMIT ?",
                         address_hash(entry_id), most_of_one_address);
    for (; rows.next(); ++candidates)
        if (rows.view(0) == entry_id) return true;
    return candidates == most_of_one_address;
}

} // namespace

std::uint64_t address_hash(std::string_view address) {
    if (!is_http_url(address)) return XXH3_64bits(address.data(), address.size());
    const auto canonical = canonical_url(address);
    return XXH3_64bits(canonical.data(), canonical.size());
}

void add_addresses(sqlite::Connection& db, ArticleId article, const std::string& entry_id, const Entry& entry) {
    const std::array<std::string_view, 3> addresses{entry_id, entry.link, entry.id};
    std::array<std::uint64_t, 3> done{};
    auto end = done.begin();
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const bool is_repeated = i > 0 && addresses[i] == addresses[0]; // spares its canonical form
        if (addresses[i].empty() || is_repeated) continue;
        const auto hash = address_hash(addresses[i]);
        if (std::find(done.begin(), end, hash) != end) continue;
        *end++ = hash;
        db.run("INSERT OR IGNORE INTO address (hash, article) VALUES (?, ?)", hash, article);
    }
}

std::string choose_entry_id(sqlite::Connection& db, const Ident& ident, const Entry& entry) {
    if (is_absolute_iri(entry.id) && !is_taken(db, entry.id)) return entry.id;
    auto urn = entry_urn(ident);
    // Idents can be foretold, so a hostile feed may publish one as an id of its own.
    for (auto other = ident; is_taken(db, urn); urn = entry_urn(other)) ++other.back();
    return urn;
}

} // namespace arna

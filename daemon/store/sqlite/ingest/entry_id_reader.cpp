#include "daemon/store/sqlite/ingest/entry_id_reader.hpp"

#include "feeds/identity/identity.hpp"
#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"

namespace arna {

bool EntryIdReader::is_told(std::uint64_t address) {
    if (address != asked_address_) {
        asked_address_ = address;
        is_asked_told_ =
            db_.query("SELECT 1 FROM address WHERE hash BETWEEN ? AND ? LIMIT 1", address, published_hash(address))
                .next();
    }
    return is_asked_told_;
}

void EntryIdReader::read(const CleanItem& item, const TellerSites& teller, std::pair<std::size_t, std::size_t> number) {
    const auto& own = item.entry.id;
    if (is_absolute_iri(own)) {
        if (is_reserved(own, teller))
            known_.reserved_ids.insert(number);
        else if (const auto [first, is_new] = wanted_.try_emplace(own, &item); !is_new)
            read_urn(*first->second);
        else if (const auto id = addresses_.of(item).id; !is_told(id) || !is_published(db_, id, own)) {
            known_.free_ids.insert(own);
            return;
        }
    }
    read_urn(item);
}

void EntryIdReader::read_urn(const CleanItem& item) {
    auto urn = entry_urn(item.ident);
    if (!known_.free_ids.contains(urn) && !is_published(db_, addresses_.hash()(urn), urn))
        known_.free_ids.insert(std::move(urn));
}

/// Whether an id belongs to a site that the teller is not of and another configured source is.
bool EntryIdReader::is_reserved(std::string_view id, const TellerSites& teller) {
    const auto& site = site_of_own(id);
    if (site.empty() || site == teller.own || site == teller.of_url) return false;
    const auto [found, is_new] = reserved_.try_emplace(site, false);
    if (is_new)
        found->second = db_.query("SELECT 1 FROM source WHERE site = ? AND is_configured <> 0 LIMIT 1", site).next();
    return found->second;
}

/// The items of a document are mostly of one site, which the list of public suffixes is asked for.
const std::string& EntryIdReader::site_of_own(std::string_view id) {
    const auto host = is_http_url(id) ? id.find("//") : id.npos;
    const auto origin = host == id.npos ? id : id.substr(0, id.find_first_of("/?#\\", host + 2));
    if (origin_.empty() || origin != origin_) {
        site_of_origin_ = site_of_id(id);
        origin_ = origin;
    }
    return site_of_origin_;
}

} // namespace arna

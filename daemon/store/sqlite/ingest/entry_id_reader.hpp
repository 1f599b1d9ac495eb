#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/batch_addresses.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace arna {

/// The sites whose ids a source may publish.
struct TellerSites {
    std::string own, of_url;
};

/// Reads which ids a new article of a batch may publish into IngestKnowledge: free_ids, reserved_ids.
class EntryIdReader {
public:
    EntryIdReader(sqlite::Connection& db, BatchAddresses& addresses, IngestKnowledge& known)
        : db_(db), addresses_(addresses), known_(known) {}

    /// `number`: of poll and item. The urn is looked at where the own id does not serve, or where another item of the
    /// batch wants the same.
    void read(const CleanItem& item, const TellerSites& teller, std::pair<std::size_t, std::size_t> number);

    /// Whether any article was ever told under an address: news have new ones, and one look-up says so of the link and
    /// of the id, for they are neighbours, and often the same.
    bool is_told(std::uint64_t address);

private:
    void read_urn(const CleanItem& item);
    bool is_reserved(std::string_view id, const TellerSites& teller);
    const std::string& site_of_own(std::string_view id);

    sqlite::Connection& db_;
    BatchAddresses& addresses_;
    IngestKnowledge& known_;
    std::uint64_t asked_address_ = 1; ///< of is_told(); no address has an odd hash
    bool is_asked_told_ = false;
    std::string origin_, site_of_origin_;                      ///< of the last id that is a web address
    std::map<std::string, bool, std::less<>> reserved_;        ///< sites
    std::unordered_map<std::string, const CleanItem*> wanted_; ///< own ids, and who wanted them first
};

} // namespace arna

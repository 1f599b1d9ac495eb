#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/address_rows.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <span>
#include <unordered_map>

namespace arna {

/// The addresses of what a batch tells, each hashed once.
class BatchAddresses {
public:
    explicit BatchAddresses(AddressHasher hash) : hash_(std::move(hash)) {}

    const EntryAddresses& of(const CleanItem& item) {
        const auto [found, is_new] = known_.try_emplace(&item);
        if (is_new) found->second = EntryAddresses(hash_, item.entry);
        return found->second;
    }
    [[nodiscard]] const AddressHasher& hash() const { return hash_; }

private:
    AddressHasher hash_;
    std::unordered_map<const CleanItem*, EntryAddresses> known_;
};

/// Reads what the store knows of a batch of polls: the first of the two steps of an ingest.
[[nodiscard]] IngestKnowledge read_knowledge(sqlite::Connection& db, BodyCodec& codec,
                                             std::span<const PollRecord> polls, BatchAddresses& addresses);

} // namespace arna

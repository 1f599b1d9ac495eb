#pragma once
#include "daemon/store/sqlite/rows/articles/address_rows.hpp"
#include "feeds/model/clean_feed.hpp"

#include <unordered_map>
#include <utility>

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

} // namespace arna

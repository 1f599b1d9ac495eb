#pragma once
#include "feeds/model/entry.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace arna {

/// An item as a document told it, and as what it was identified.
struct SeenItem {
    std::uint64_t raw_hash = 0; ///< RawItem::raw_hash; 0: it is read each time
    Ident ident{};

    friend bool operator==(const SeenItem&, const SeenItem&) = default;
};

/// The items of a source's last document: what stands in the next one word for word need not be read again.
class SeenItems {
public:
    SeenItems() = default;
    explicit SeenItems(std::vector<SeenItem> items) : items_(std::move(items)) {
        std::erase_if(items_, [](const SeenItem& item) { return item.raw_hash == 0; });
        std::ranges::sort(items_, {}, &SeenItem::raw_hash);
    }

    /// The ident of the item with these bytes; null if it is not known.
    [[nodiscard]] const Ident* find(std::uint64_t raw_hash) const {
        const auto found = std::ranges::lower_bound(items_, raw_hash, {}, &SeenItem::raw_hash);
        return found == items_.end() || found->raw_hash != raw_hash ? nullptr : &found->ident;
    }
    [[nodiscard]] bool empty() const { return items_.empty(); }

private:
    std::vector<SeenItem> items_;
};

} // namespace arna

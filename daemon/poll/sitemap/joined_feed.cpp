#include "daemon/poll/sitemap/joined_feed.hpp"

#include <utility>

namespace arna {

JoinedFeed::JoinedFeed(CleanFeed first)
    : feed_(std::move(first)), known_(feed_.unchanged.begin(), feed_.unchanged.end()) {
    for (const auto& item : feed_.items) known_.insert(item.ident);
}

void JoinedFeed::add(CleanFeed more) {
    std::erase_if(more.seen, [&](const SeenItem& item) { return known_.contains(item.ident); });
    feed_.seen.insert(feed_.seen.end(), more.seen.begin(), more.seen.end());
    feed_.is_told_apart = feed_.is_told_apart || more.is_told_apart;
    feed_.problems.insert(feed_.problems.end(), more.problems.begin(), more.problems.end());
    for (const auto& ident : more.unchanged)
        if (known_.insert(ident).second) feed_.unchanged.push_back(ident);
    for (auto& item : more.items)
        if (known_.insert(item.ident).second) feed_.items.push_back(std::move(item));
}

} // namespace arna

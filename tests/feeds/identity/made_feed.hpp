#pragma once
#include "feeds/identity/identity.hpp"

#include <string>
#include <utility>
#include <vector>

namespace arna {

/// Stands in for feeds/clean, which alone makes these two types: this test program is linked without it.
class Sanitizer {
public:
    static SafeHtml trusted(std::string markup) { return SafeHtml(std::move(markup)); }
};
class Cleaner {
public:
    static CleanFeed empty_feed() { return {}; }
};

struct MadeItem {
    std::string id, link, title, content;
};

inline Entry entry_of(const MadeItem& item) {
    Entry entry;
    entry.id = item.id;
    entry.link = item.link;
    entry.title = item.title;
    entry.content = Sanitizer::trusted(item.content);
    return entry;
}

inline CleanFeed feed_of(const std::vector<MadeItem>& items) {
    auto feed = Cleaner::empty_feed();
    for (const auto& item : items) feed.items.push_back({.entry = entry_of(item), .plain = {.content = item.content}});
    return feed;
}

/// The feed after identify(), as the source "one" of the site zakon.kz.
inline CleanFeed identified(const std::vector<MadeItem>& items, const IdentityScope& scope = {"zakon.kz", "one"}) {
    auto feed = feed_of(items);
    identify(feed, scope);
    return feed;
}

inline Ident ident_of(const MadeItem& item, const IdentityScope& scope = {"zakon.kz", "one"}) {
    return identified({item}, scope).items.at(0).ident;
}

} // namespace arna

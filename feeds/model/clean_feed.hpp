#pragma once
#include "feeds/model/entry.hpp"
#include "feeds/model/seen_items.hpp"
#include "feeds/text/error.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// The texts of an entry without their markup, which language, hashtags and rules are found in. A line break ends a
/// block.
struct PlainTexts {
    std::string summary, content;

    friend bool operator==(const PlainTexts&, const PlainTexts&) = default;
};

struct CleanItem {
    Entry entry;
    PlainTexts plain;           ///< of `entry`
    std::uint64_t raw_hash = 0; ///< RawItem::raw_hash
    // Set by identify():
    Ident ident{};                  ///< what the item is about
    std::uint64_t content_hash = 0; ///< of everything a reader would see; differs: a revision
    std::uint64_t exact_hash = 0;   ///< of all that is stored of it but id and dates

    friend bool operator==(const CleanItem&, const CleanItem&) = default;
};

/// In a document's order. It never moves to grow: an item is large, and a document may have many.
using CleanItems = std::deque<CleanItem>;

/// A feed that may be stored and shown. Only clean() makes one.
class CleanFeed {
public:
    FeedFacts facts;
    CleanItems items;             ///< in the document's order
    std::vector<Ident> unchanged; ///< of the items that stood in the last document word for word, and were not read
    /// All items of the document, in its order, for the next one.
    std::vector<SeenItem> seen;
    /// Some items could only be told apart by each other: none of them can be known by its bytes alone (their raw_hash
    /// in `seen` is 0).
    bool is_told_apart = false;
    std::vector<Problem> problems;
    /// WebSub hubs. Atom, and RSS with Atom's element: link rel="hub". JSON Feed: hubs.
    std::vector<std::string> hubs;
    /// Where the feed says that it moved. RSS: redirect with newLocation, itunes:new-feed-url. Empty: nowhere.
    std::string moved_to;
    /// How long the feed itself asks to be left alone. RSS: ttl, else sy:updatePeriod and sy:updateFrequency.
    std::optional<std::chrono::seconds> update_interval;
    bool is_sitemap = false; ///< it lists pages by their addresses and dates, with little of what they say
    std::string encoding;    ///< the charset that it was decoded from, lower case

private:
    friend class Cleaner; // feeds/clean/clean
    CleanFeed() = default;
};

} // namespace arna

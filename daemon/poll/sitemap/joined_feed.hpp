#pragma once
#include "feeds/model/clean_feed.hpp"

#include <set>

namespace arna {

/// Documents that are read as one: facts of the first, items of all, each once.
class JoinedFeed {
public:
    explicit JoinedFeed(CleanFeed first);

    /// Adds the items of `more` that are not there yet. Takes time that grows with `more` alone.
    void add(CleanFeed more);

    [[nodiscard]] CleanFeed& feed() { return feed_; }
    [[nodiscard]] const CleanFeed& feed() const { return feed_; }

private:
    CleanFeed feed_;
    std::set<Ident> known_; ///< of its items, those that were not read again among them
};

} // namespace arna

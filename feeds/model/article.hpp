#pragma once
#include "feeds/model/entry.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// A source as published documents name it.
struct ArticleSource {
    std::string name; ///< of the configuration
    FeedFacts facts;  ///< title is the configured one where there is one

    friend bool operator==(const ArticleSource&, const ArticleSource&) = default;
};

/// Another article of the same story, as an entry that leads the story in a tag names it.
struct Follower {
    std::string title;
    std::string url; ///< its page; empty: it has none
    ArticleSource source;

    friend bool operator==(const Follower&, const Follower&) = default;
};

/// An article as the store gives it back, and the only thing that writers take.
struct Article {
    Entry entry;          ///< what its owner said last
    std::string entry_id; ///< published id: the source's IRI, else urn:uuid; chosen once
    Time published;       ///< the entry's date, else when it was first seen; fixed at first sight
    Time updated;         ///< of its last revision; never moves back
    Time first_seen;
    std::int64_t position = 0;          ///< in the tag it was read for, from 1; 0 in a source's own feed
    std::int32_t revision = 1;          ///< how many texts of it there were
    ArticleSource source;               ///< the owner
    std::vector<ArticleSource> also_in; ///< other sources it appears in
    std::optional<Time> withdrawn;      ///< when its source took it back
    std::optional<Time> held;           ///< since when it waits, in no feed: to be accepted
    bool awaits_page = false;           ///< or, if so, for its page to be read
    std::vector<Follower> followers;    ///< in the tag it was read for, by time of joining; the first 20
    std::size_t more_followers = 0;     ///< besides those
    std::string reason;                 ///< why it is in the tag it was read for: the store's compact form

    friend bool operator==(const Article&, const Article&) = default;
};

} // namespace arna

#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arna {

/// What rules see of an item: plain texts, in which a line break ends a block, and facts. Made from an entry, or read
/// by
/// `arna match` and `[[tag.test]]`.
struct MatchItem {
    std::string title, summary, content;
    std::string lang; ///< empty: unknown
    std::vector<std::string> categories;
    std::vector<std::string>
        sections; ///< the categories that are sections; if empty, `section:` looks in all categories
    std::vector<std::string> authors;
    std::string url;
    std::string source;
    std::vector<std::string> labels;
    std::optional<Time> published;
    std::optional<Time> seen; ///< when the article was first seen; `age` compares with it
    bool has_image = false;
    bool has_enclosure = false;
};

/// An entry of a source as rules see it.
[[nodiscard]] MatchItem match_item(const Entry& entry, PlainTexts plain, const std::string& source,
                                   const std::vector<std::string>& labels, Time seen);
/// The same where the plain texts are not at hand.
[[nodiscard]] MatchItem match_item(const Entry& entry, const std::string& source,
                                   const std::vector<std::string>& labels, Time seen);

} // namespace arna

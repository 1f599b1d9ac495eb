#pragma once
#include "feeds/model/clean_feed.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How the page of a source lists its articles, and whether it still does. Pure.
namespace arna {

/// Where the items of a page stand, and how many have what.
struct ListingShape {
    std::string path; ///< ListingReading::shape
    std::size_t items = 0, titles = 0, dates = 0, pictures = 0, summaries = 0;

    friend bool operator==(const ListingShape&, const ListingShape&) = default;
};

[[nodiscard]] ListingShape shape_of(const CleanFeed& feed, std::string path);

/// What the last visits found, the latest last: some sites show two layouts in turns, and one poor visit is not yet
/// what is usual.
class ListingHistory {
public:
    static constexpr std::size_t most_visits = 8;

    ListingHistory() = default;
    /// From PollRecord::listing. Lines of another form say nothing.
    explicit ListingHistory(std::string_view text);

    void add(ListingShape shape);
    /// Whether the items stood there at one of the visits, or nothing is known.
    [[nodiscard]] bool knows(std::string_view path) const;
    /// The medians of the visits at which they stood there; where there are none, of all.
    [[nodiscard]] ListingShape usual(std::string_view path) const;
    /// PollRecord::listing.
    [[nodiscard]] std::string text() const;

private:
    std::vector<ListingShape> visits_;
};

/// What is less than usual: "7 items, usually 18", "no dates, which 17 of 18 had"; empty: nothing.
[[nodiscard]] std::vector<std::string> what_lacks(const ListingShape& usual, const ListingShape& now);

} // namespace arna

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

/// PollRecord::listing and back; a text of another form is a shape without path, which says nothing.
[[nodiscard]] std::string text_of(const ListingShape& shape);
[[nodiscard]] ListingShape parse_listing_shape(std::string_view text);

/// What is less than usual: "7 items, usually 18", "no dates, which 17 of 18 had"; empty: nothing.
[[nodiscard]] std::vector<std::string> what_lacks(const ListingShape& usual, const ListingShape& now);

} // namespace arna

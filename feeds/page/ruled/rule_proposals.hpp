#pragma once
#include "feeds/page/read_page.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Rules that a page's own markup suggests, with what they yield: for an operator to begin with.
namespace arna {

/// A rule `each`, and what the items say without further rules.
struct ItemsProposal {
    std::string each;
    std::size_t items = 0, dates = 0, pictures = 0;
    std::string title; ///< of the first item
    std::string clock; ///< the date of the first item, as the page's clock shows it: "23.02. 10:55"
    std::vector<std::string> links = {};
};

/// A page that lists articles.
struct ListingProposal {
    PageReading reading;               ///< as it is read without rules
    std::optional<ItemsProposal> best; ///< finds the same items, or nearly
    std::vector<ItemsProposal> others; ///< other lists, at most two, best first
};

[[nodiscard]] ListingProposal propose_items(const PageDocument& page, const PageOptions& options, Time now);

/// Rules for articles, made of pages of one site. Empty where nothing on all of them fits.
struct ArticleProposal {
    std::string content;
    std::size_t letters = 0; ///< that `content` finds on the first page
    std::string categories;
    std::vector<std::string> terms; ///< that `categories` finds on the first page that has any
};

/// Rules that find on each page the text and the labels that are found without them.
[[nodiscard]] ArticleProposal propose_article(std::span<const PageDocument> pages, const PageOptions& options,
                                              Time now);

} // namespace arna

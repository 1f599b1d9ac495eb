#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <string>

namespace arna {

/// What a listing says of one article, as it stands in a part of the page.
struct ItemBox {
    RawItem item;
    bool has_heading = false; ///< its title is a heading, or called one
    std::size_t title_letters = 0;
};

/// Reads the part of a page that tells of one article: title (a heading, else the longest link text, else the picture's
/// description; never "Read more"), date, picture, lead, rubric, author. `link` is the main link in it or around it, or
/// no_node to choose it: that of the heading, else the one with the longest text. Nothing without a link of http(s) and
/// a
/// title.
///
/// `end` is one past the last node, where the part goes on behind `box`; else no_node.
[[nodiscard]] std::optional<ItemBox> read_item_box(const PageView& page, NodeId box, NodeId link,
                                                   const VisibleDateOptions& dates, NodeId end = no_node);

/// A link's address without its fragment; empty if it leads to no page: an anchor on the same page, a picture, a mail.
[[nodiscard]] std::string page_address(const PageView& page, NodeId link);

} // namespace arna

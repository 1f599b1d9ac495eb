#pragma once
#include "feeds/page/article/article_finder.hpp"
#include "feeds/page/article/rubbish.hpp"
#include "feeds/page/listing/item_box.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arna {

/// Parts of a page that each tell of one article, in page order, with what they say.
struct BoxList {
    std::vector<NodeId> boxes;
    std::vector<ItemBox> items;
    double score = 0;  ///< how much they look like articles, all together
    std::string shape; ///< the path of their links: "body/main/div/a"
};

/// How much an item looks like one of an article: by the length of its title, and whether it has a heading, a date, a
/// picture, a lead.
[[nodiscard]] double score_of_item(const ItemBox& item);

/// The best list of links that stand at the same path of tags, each main link of a part of its own, together with lists
/// of the same kind and headings with links among them. Nothing where no path has three.
[[nodiscard]] std::optional<BoxList> find_link_list(const PageView& page, const Rubbish& rubbish,
                                                    const VisibleDateOptions& dates);

} // namespace arna

#pragma once
#include "feeds/page/ruled/rule_values.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <string>

namespace arna {

/// What an item of a listing says where no rule looks for it.
class ItemDefaults {
public:
    /// `element` is the item's; `page` outlives it.
    ItemDefaults(const PageView& page, NodeId element);

    /// The first link of its heading, else of the item, that leads to a page; else one that leads to a place on this
    /// page;
    /// else that of the link the item stands in.
    [[nodiscard]] std::string link() const;
    /// Its heading, else the longest text of a link, else its whole text if that is no longer than a title.
    [[nodiscard]] std::string title() const;
    /// `<time>`, else what reads as a date outside of heading and links.
    [[nodiscard]] std::optional<Time> published(RuleValues& values, const std::optional<DatePattern>& pattern) const;

private:
    [[nodiscard]] std::uint32_t begin() const { return index_of(element_); }
    [[nodiscard]] std::uint32_t end() const { return index_of(page_.tree()[element_].end); }
    [[nodiscard]] NodeId first_link(NodeId in, bool to_page) const;

    const PageView& page_;
    NodeId element_;
    NodeId heading_ = no_node;
};

} // namespace arna

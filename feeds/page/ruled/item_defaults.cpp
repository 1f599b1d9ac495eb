#include "feeds/page/ruled/item_defaults.hpp"

#include "feeds/page/listing/item_box.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

namespace arna {
namespace {

constexpr std::size_t longest_title = 4096;
constexpr std::uint32_t longest_whole_text = 200; ///< letters of an item that is all title
constexpr std::uint32_t longest_date_line = 80;   ///< letters
constexpr int most_date_lines = 40;

} // namespace

ItemDefaults::ItemDefaults(const PageView& page, NodeId element) : page_(page), element_(element) {
    for (std::uint32_t i = begin(); i < end() && heading_ == no_node; ++i)
        if (is_heading(page.tree()[NodeId{i}].tag) && page.amount(NodeId{i}).letters > 0) heading_ = NodeId{i};
}

NodeId ItemDefaults::first_link(NodeId in, bool to_page) const {
    for (std::uint32_t i = index_of(in); i < index_of(page_.tree()[in].end); ++i) {
        if (!page_.tree().is(NodeId{i}, HtmlTag::a)) continue;
        const bool is_nowhere = trim_html_space(page_.tree().value(NodeId{i}, "href")) == "#";
        const bool fits = to_page ? !page_address(page_, NodeId{i}).empty() : !page_.address(NodeId{i}, "href").empty();
        if (fits && !is_nowhere) return NodeId{i};
    }
    return no_node;
}

std::string ItemDefaults::link() const {
    NodeId found = no_node;
    for (const bool to_page : {true, false}) { // an anchor of the same page only where nothing else is
        if (heading_ != no_node && found == no_node) found = first_link(heading_, to_page);
        if (heading_ != no_node && found == no_node) { // a link around the heading
            const NodeId around = page_.ancestor(heading_, HtmlTag::a);
            const bool is_own = around != no_node && page_.tree().is_within(around, element_);
            if (is_own && !page_.address(around, "href").empty()) found = around;
        }
        if (found == no_node) found = first_link(element_, to_page);
    }
    if (found == no_node) found = page_.ancestor(element_, HtmlTag::a);
    return found == no_node ? std::string() : page_.address(found, "href");
}

std::string ItemDefaults::title() const {
    if (heading_ != no_node) return page_.line(heading_, longest_title);
    std::string longest;
    for (std::uint32_t i = begin(); i < end(); ++i) {
        if (!page_.tree().is(NodeId{i}, HtmlTag::a)) continue;
        auto text = page_.line(NodeId{i}, longest_title);
        if (code_points(text) > code_points(longest)) longest = std::move(text);
    }
    const bool is_short = longest.empty() && page_.amount(element_).letters <= longest_whole_text;
    return is_short ? page_.line(element_, longest_title) : longest;
}

std::optional<Time> ItemDefaults::published(RuleValues& values, const std::optional<DatePattern>& pattern) const {
    const HtmlTree& tree = page_.tree();
    for (std::uint32_t i = begin(); i < end(); ++i)
        if (tree.is(NodeId{i}, HtmlTag::time))
            if (const auto time = values.date_of(NodeId{i}, pattern)) return time;
    int looked = 0;
    NodeId last = no_node;
    for (std::uint32_t i = begin(); i < end() && looked < most_date_lines; ++i) {
        const HtmlNode& node = tree[NodeId{i}];
        const bool is_title = heading_ != no_node && tree.is_within(NodeId{i}, heading_);
        if (is_title || tree.is(NodeId{i}, HtmlTag::a)) {
            i = index_of(is_title ? tree[heading_].end : node.end) - 1;
            continue;
        }
        if (node.kind != NodeKind::text || !page_.is_shown(NodeId{i}) || trim_html_space(node.text).empty()) continue;
        // "23 ақпан <b>2026</b>" is one line, if there is not much more in it.
        const bool is_line = node.parent != element_ && page_.amount(node.parent).letters <= longest_date_line;
        if (is_line && node.parent == last) continue;
        if (!is_line && page_.amount(NodeId{i}).letters > longest_date_line) continue;
        last = node.parent;
        ++looked;
        const auto line = is_line ? page_.line(node.parent, 400) : std::string(node.text.substr(0, 400));
        if (const auto time = values.date_of(std::string_view(line), pattern)) return time;
    }
    return std::nullopt;
}

} // namespace arna

#include "feeds/html/tree/tree.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>

namespace arna {
namespace {

constexpr ByteSet html_spaces("\t\n\f\r ");

} // namespace

NodeId HtmlTree::head() const {
    for (const NodeId child : children(root_)) {
        if (is(child, HtmlTag::head)) return child;
    }
    return no_node;
}

NodeId HtmlTree::body() const {
    for (const NodeId child : children(root_)) {
        if (is(child, HtmlTag::body)) return child;
    }
    return no_node;
}

std::string_view HtmlTree::name(HtmlTag tag) const {
    if (tag < HtmlTag::first_unlisted) return listed_tag_name(tag);
    return unlisted_names_[static_cast<std::size_t>(tag) - static_cast<std::size_t>(HtmlTag::first_unlisted)];
}

HtmlTag HtmlTree::tag(std::string_view name) const {
    if (const HtmlTag listed = listed_tag(name); listed != HtmlTag::none) return listed;
    const auto place = std::ranges::find(unlisted_names_, name);
    if (place == unlisted_names_.end()) return HtmlTag::none;
    return static_cast<HtmlTag>(static_cast<std::uint32_t>(HtmlTag::first_unlisted) +
                                static_cast<std::uint32_t>(place - unlisted_names_.begin()));
}

std::optional<std::string_view> HtmlTree::attribute(NodeId id, std::string_view name) const {
    for (const HtmlAttribute& attribute : attributes(id)) {
        if (attribute.name == name) return attribute.value;
    }
    return std::nullopt;
}

bool HtmlTree::has_class(NodeId id, std::string_view word) const {
    const std::string_view list = value(id, "class");
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = html_spaces.find(list, at);
        if (end > at && list.substr(at, end - at) == word) return true;
        at = end + 1;
    }
    return false;
}

void HtmlTree::append_text(std::string& out, NodeId id) const {
    const NodeId end = (*this)[id].end;
    for (std::uint32_t i = index_of(id); i < index_of(end); ++i) {
        if (nodes_[i].kind == NodeKind::text) out += nodes_[i].text;
    }
}

std::string HtmlTree::text(NodeId id) const {
    std::string out;
    append_text(out, id);
    return out;
}

std::size_t html_tree_memory(std::size_t input_size) {
    // Vectors double, so that the last time they grow they are there three times over.
    constexpr std::size_t largest =
        3 * (HtmlTree::most_nodes * sizeof(HtmlNode) + HtmlTree::most_tree_attributes * sizeof(HtmlAttribute));
    constexpr std::size_t per_byte = 8;
    return std::min(input_size * per_byte + 64 * 1024, largest + input_size * 4);
}

std::size_t HtmlTree::memory() const {
    return nodes_.capacity() * sizeof(HtmlNode) + attributes_.capacity() * sizeof(HtmlAttribute) +
           unlisted_names_.capacity() * sizeof(std::string_view) + text_.memory();
}

} // namespace arna

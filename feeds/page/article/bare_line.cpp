#include "feeds/page/article/bare_line.hpp"

#include "feeds/page/view/phrases.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <string>

namespace arna {
namespace {

/// Whether a line ends where this sibling stands.
bool ends_line(const HtmlTree& tree, NodeId id) {
    if (id == no_node) return true;
    const HtmlTag tag = tree[id].tag;
    return tree[id].kind == NodeKind::element && (tag == HtmlTag::br || tag == HtmlTag::img || is_block_element(tag));
}

bool is_end_of_sentence(std::string_view line) {
    return line.ends_with('.') || line.ends_with('!') || line.ends_with("…");
}

} // namespace

bool is_bare_notice(const PageView& page, NodeId text) {
    constexpr std::uint32_t longest = 70; // letters
    const HtmlTree& tree = page.tree();
    const HtmlNode& node = tree[text];
    if (node.kind != NodeKind::text || (node.previous == no_node && node.next == no_node)) return false;
    const auto letters = page.amount_between(text, node.end).letters;
    if (letters == 0 || letters > longest || !ends_line(tree, node.previous) || !ends_line(tree, node.next))
        return false;
    const auto line = collapse_space(utf8_beginning(node.text, 600));
    switch (phrase_of(line).phrase) {
    case LinePhrase::byline:
    case LinePhrase::photo:
    case LinePhrase::source: return !is_end_of_sentence(line);
    case LinePhrase::updated:
    case LinePhrase::published: return true;
    default: return false;
    }
}

} // namespace arna

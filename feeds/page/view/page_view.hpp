#pragma once
#include "feeds/html/tree/tree.hpp"
#include "feeds/page/view/name_hints.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// How much text a part of a page shows. Letters are characters other than white space.
struct TextAmount {
    std::uint32_t letters = 0;
    std::uint32_t link_letters = 0; ///< of them in links
    std::uint32_t commas = 0;
    std::uint32_t links = 0; ///< how many

    [[nodiscard]] double link_share() const { return letters == 0 ? 0 : double(link_letters) / double(letters); }

    friend TextAmount operator-(TextAmount a, const TextAmount& b) {
        return {a.letters - b.letters, a.link_letters - b.link_letters, a.commas - b.commas, a.links - b.links};
    }
};

/// Whether an element is laid out as a block, by its name.
[[nodiscard]] bool is_block_element(HtmlTag tag);

/// A page's tree as a reader sees it: what is shown, how much text stands where, what names say. Made in one pass; then
/// every question is answered at once. The tree must outlive it. Not safe to share between threads.
class PageView {
public:
    /// `url` is where the page came from.
    PageView(const HtmlTree& tree, std::string_view url);

    [[nodiscard]] const HtmlTree& tree() const { return tree_; }
    [[nodiscard]] const std::string& url() const { return url_; }
    /// What relative addresses are resolved against: the page's `base` if that is http(s), else where it came from.
    [[nodiscard]] const std::string& base() const { return base_; }

    /// False for what nobody sees: scripts, styles, templates, comments, hidden elements, and what is in them.
    [[nodiscard]] bool is_shown(NodeId id) const { return shown_[index_of(id)]; }

    /// What is shown of a node.
    [[nodiscard]] TextAmount amount(NodeId id) const { return upto_[index_of(tree_[id].end)] - upto_[index_of(id)]; }

    /// What is shown between two nodes: from the first on, without the second.
    [[nodiscard]] TextAmount amount_between(NodeId from, NodeId to) const {
        return upto_[index_of(to)] - upto_[index_of(from)];
    }

    /// What an element's class, id and role say.
    [[nodiscard]] NameHints hints(NodeId id) const;

    /// What is shown of a node as one line, at most `limit` bytes of it.
    [[nodiscard]] std::string line(NodeId id, std::size_t limit = 4096) const;

    /// The address in an attribute, absolute; empty if it is not of http(s).
    [[nodiscard]] std::string address(NodeId id, std::string_view attribute) const;

    /// The nearest ancestor of that name, or no_node.
    [[nodiscard]] NodeId ancestor(NodeId id, HtmlTag tag) const;

    /// The next node behind `id` in document order that is none of its descendants.
    [[nodiscard]] NodeId after(NodeId id) const { return tree_[id].end; }

    /// The first shown element of that name with a text, or no_node.
    [[nodiscard]] NodeId first(HtmlTag tag) const;

private:
    void hide();
    void count();
    [[nodiscard]] NameHints hints_of_names(NodeId id) const;

    const HtmlTree& tree_;
    std::string url_;
    std::string base_;
    std::vector<char> shown_;
    std::vector<TextAmount> upto_; ///< of each node: what is shown before it
    mutable std::unordered_map<std::string_view, NameHints> known_names_;
    mutable std::vector<std::optional<NameHints>> known_hints_; ///< by node
};

} // namespace arna

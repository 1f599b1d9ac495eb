#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/html/tree/tree.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr auto void_tags = std::to_array<HtmlTag>(
    {HtmlTag::area, HtmlTag::base, HtmlTag::br, HtmlTag::col, HtmlTag::embed, HtmlTag::hr, HtmlTag::img, HtmlTag::input,
     HtmlTag::link, HtmlTag::meta, HtmlTag::param, HtmlTag::source, HtmlTag::track, HtmlTag::wbr});

constexpr auto head_tags =
    std::to_array<HtmlTag>({HtmlTag::base, HtmlTag::link, HtmlTag::meta, HtmlTag::noscript, HtmlTag::script,
                            HtmlTag::style, HtmlTag::template_, HtmlTag::title});

} // namespace

/// Nests elements as their tags do.
class TreeBuilder {
public:
    explicit TreeBuilder(std::string_view html) : tokens_(html) { tree_.nodes_.emplace_back(); }

    HtmlTree build() {
        open_.push_back(HtmlTree::document());
        tree_.root_ = open(HtmlTag::html);
        open(HtmlTag::head);
        Token token;
        while (tree_.size() < HtmlTree::most_nodes && tokens_.next(token)) take(token);
        while (!open_.empty()) close();
        return std::move(tree_);
    }

private:
    NodeId add(NodeKind kind) {
        const NodeId id{static_cast<std::uint32_t>(tree_.nodes_.size())};
        HtmlNode& node = tree_.nodes_.emplace_back();
        node.kind = kind;
        node.end = NodeId{index_of(id) + 1};
        node.parent = open_.back();
        HtmlNode& parent = tree_.nodes_[index_of(node.parent)];
        node.previous = parent.last_child;
        if (node.previous != no_node) tree_.nodes_[index_of(node.previous)].next = id;
        if (parent.first_child == no_node) parent.first_child = id;
        parent.last_child = id;
        return id;
    }

    NodeId open(HtmlTag tag) {
        const NodeId id = add(NodeKind::element);
        tree_.nodes_[index_of(id)].tag = tag;
        open_.push_back(id);
        return id;
    }

    void close() {
        tree_.nodes_[index_of(open_.back())].end = NodeId{static_cast<std::uint32_t>(tree_.size())};
        open_.pop_back();
    }

    void leave_head(HtmlTag tag) {
        if (std::ranges::find(head_tags, tag) != head_tags.end()) return;
        close();
        open(HtmlTag::body);
    }

    HtmlTag tag_of(std::string_view name) {
        const std::string lower = ascii_lowered(name);
        if (const HtmlTag tag = tree_.tag(lower); tag != HtmlTag::none) return tag;
        tree_.unlisted_names_.push_back(tree_.text_.keep(lower));
        return tree_.tag(lower);
    }

    void take(const Token& token) {
        if (token.kind == TokenKind::start_tag) return take_start(token);
        if (token.kind == TokenKind::end_tag) return take_end(tag_of(token.name));
        if (token.kind == TokenKind::doctype) return;
        if (token.kind == TokenKind::text && open_.size() == 3 && !trim_html_space(token.text).empty() &&
            tree_.is(open_.back(), HtmlTag::head)) {
            leave_head(HtmlTag::p);
        }
        std::string text(token.text);
        if (token.kind == TokenKind::text && token.model <= ContentModel::rcdata) text = decode_char_refs(text);
        const NodeId id = add(token.kind == TokenKind::text ? NodeKind::text : NodeKind::comment);
        tree_.nodes_[index_of(id)].text = tree_.text_.keep(text);
    }

    void take_start(const Token& token) {
        const HtmlTag tag = tag_of(token.name);
        if (tag == HtmlTag::html || tag == HtmlTag::head) return;
        if (open_.size() == 3 && tree_.is(open_.back(), HtmlTag::head)) leave_head(tag);
        const NodeId id = tag == HtmlTag::body ? open_.back() : open(tag);
        if (tag == HtmlTag::body && !tree_.attributes(id).empty()) return;
        tree_.nodes_[index_of(id)].first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
        for (const Attribute& attribute : token.attributes) {
            const std::string name = ascii_lowered(attribute.name);
            if (tree_.attribute(id, name)) continue;
            tree_.attributes_.push_back(
                {tree_.text_.keep(name), tree_.text_.keep(decode_char_refs(attribute.value, CharRefPlace::attribute))});
            ++tree_.nodes_[index_of(id)].attribute_count;
        }
        if (std::ranges::find(void_tags, tag) != void_tags.end() || open_.size() > HtmlTree::most_depth) return close();
        if (tag == HtmlTag::noscript || tag == HtmlTag::body) return;
        if (const auto model = content_model(token.name); model != ContentModel::data) {
            tokens_.enter(model, token.name);
        }
    }

    void take_end(HtmlTag tag) {
        const auto is_it = [&](NodeId id) { return tree_.is(id, tag); };
        const auto place = std::ranges::find_if(open_.rbegin(), open_.rend() - 3, is_it);
        if (place == open_.rend() - 3) return;
        for (auto left = place - open_.rbegin() + 1; left > 0; --left) close();
    }

    HtmlTree tree_;
    Tokenizer tokens_;
    std::vector<NodeId> open_;
};

HtmlTree build_html_tree(std::string_view html) { return TreeBuilder(html).build(); }

} // namespace arna

#pragma once
#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/html/tree/active_formatting.hpp"
#include "feeds/html/tree/element_traits.hpp"
#include "feeds/html/tree/open_elements.hpp"
#include "feeds/html/tree/tree.hpp"
#include "feeds/text/ascii.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// How many blanks text begins with.
[[nodiscard]] inline std::size_t count_html_space(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_html_space(text[count])) ++count;
    return count;
}

[[nodiscard]] inline bool is_html_blank(std::string_view text) { return count_html_space(text) == text.size(); }

/// "Insertion mode" (HTML §13.2.4.1).
enum class TreeMode : std::uint8_t {
    initial,
    before_html,
    before_head,
    in_head,
    in_head_noscript,
    after_head,
    in_body,
    text,
    in_table,
    in_caption,
    in_column_group,
    in_table_body,
    in_row,
    in_cell,
    in_template,
    after_body,
    in_frameset,
    after_frameset,
    after_after_body,
    after_after_frameset,
};

/// Makes the tree of a document or fragment: tree construction (HTML §13.2.6), in one pass over the tokens. The files
/// tree_builder_*.cpp hold the insertion modes, in the standard's order. A function for a mode answers whether it is
/// done with the token; if not, the token is looked at again, in the mode that then holds.
class TreeBuilder {
public:
    explicit TreeBuilder(std::string_view html);

    [[nodiscard]] HtmlTree build_document();
    [[nodiscard]] HtmlTree build_fragment(std::string_view context, HtmlNamespace space);

private:
    /// A tag as the modes look at it.
    struct Tag {
        HtmlTag tag = HtmlTag::none;
        std::span<const Attribute> attributes;
        std::string_view name; ///< as it stands in the input
        bool is_self_closing = false;
    };

    /// Text with references decoded, which is inserted in whole or in parts.
    struct Run {
        std::string_view text;
        bool is_input = true;  ///< it views the input, which lasts
        bool has_null = false; ///< it may hold U+0000
    };

    /// Where a node is inserted: the last child of `parent`, or before one of its children.
    struct Spot {
        NodeId parent;
        NodeId before = no_node;
    };

    // tree_builder.cpp: tokens, and which mode has them
    void run();
    void take(const Token& token);
    void take_text(const Token& token, bool skips_line_feed);
    void take_start(const Tag& tag);
    void take_end(const Tag& tag);
    void take_comment(const Token& token);
    bool text_in(TreeMode mode, Run& run);
    bool start_in(TreeMode mode, const Tag& tag);
    bool end_in(TreeMode mode, const Tag& tag);
    bool end_of_input_in(TreeMode mode);
    void reset_mode();
    [[nodiscard]] std::optional<TreeMode> mode_within(HtmlTag tag, bool is_last) const;

    // tree_builder_nodes.cpp: nodes and where they go
    NodeId create(NodeKind kind);
    NodeId create_element(HtmlTag tag, std::span<const Attribute> attributes, HtmlNamespace space);
    NodeId clone(NodeId element);
    void attach(NodeId id, Spot spot);
    void detach(NodeId id);
    void move_children(NodeId from, NodeId to);
    [[nodiscard]] Spot insertion_spot(NodeId target) const;
    [[nodiscard]] Spot insertion_spot() const { return insertion_spot(open_.top().node); }
    NodeId insert_leaf(const Tag& tag);
    bool insert_element(const Tag& tag);
    void insert_part(const Tag& tag);
    bool open(const OpenElement& element);
    [[nodiscard]] bool is_too_deep() const;
    void insert_text(const Run& run);
    void append_to_text(NodeId id, const Run& run);
    void insert_comment(std::string_view raw, NodeId parent);
    void finish();
    [[nodiscard]] bool set_ends();
    void renumber();

    // tree_builder_values.cpp: names, attributes and text
    void keep_attributes(HtmlNode& element, std::span<const Attribute> attributes);
    void drop_doubles(std::size_t first);
    void add_missing_attributes(NodeId id, std::span<const Attribute> attributes);
    [[nodiscard]] HtmlTag tag_of(std::string_view name, bool is_new_kept);
    [[nodiscard]] HtmlTag unlisted_tag(std::string_view name, bool is_new_kept);
    [[nodiscard]] std::string_view kept_name(std::string_view raw);
    [[nodiscard]] bool is_plain(std::string_view raw);
    [[nodiscard]] Run decoded(std::string_view raw, bool has_references, CharRefPlace place);
    void drop_nulls(Run& run);
    void replace_nulls(Run& run);

    // tree_builder_head.cpp: modes before the body
    bool text_outside_body(TreeMode mode, Run& run);
    void take_doctype(const Token& token);
    void insert_root(std::span<const Attribute> attributes);
    void insert_head(const Tag& tag);
    bool imply(TreeMode mode);
    bool start_before_html(const Tag& tag);
    bool start_before_head(const Tag& tag);
    bool start_in_head(const Tag& tag);
    bool start_in_head_noscript(const Tag& tag);
    bool start_after_head(const Tag& tag);
    bool end_around_head(TreeMode mode, const Tag& tag);
    bool end_in_head(const Tag& tag);
    bool end_in_head_noscript(const Tag& tag);
    void end_template();

    // tree_builder_body.cpp
    void text_in_body(Run& run);
    void start_in_body(const Tag& tag);
    void start_inline_in_body(const Tag& tag);
    void start_frameset(const Tag& tag);
    void start_block(const Tag& tag);
    void start_form(const Tag& tag);
    void start_item(const Tag& tag);
    void start_button(const Tag& tag);
    void start_formatting(const Tag& tag);
    [[nodiscard]] static bool says_hidden(const Tag& tag);
    void start_input(const Tag& tag);
    void start_rule(const Tag& tag);
    void start_select(const Tag& tag);
    void start_option(const Tag& tag);
    void start_ruby(const Tag& tag);
    void start_text_element(const Tag& tag, ContentModel model);
    bool end_in_body(const Tag& tag);
    void end_block(HtmlTag tag);
    void end_paragraph();
    void end_form();
    void end_item(HtmlTag tag);
    void end_heading();
    void end_ordinary(HtmlTag tag);
    void close_item(HtmlTag item, HtmlTag other);
    void close_paragraph();
    void imply_ends(HtmlTag but = HtmlTag::none);
    void pop_through(HtmlTag tag);

    // tree_builder_formatting.cpp
    [[nodiscard]] bool is_open(const ActiveFormatting::Entry& entry) const;
    void reconstruct_formatting();
    void add_formatting(NodeId id, HtmlTag tag);
    void forget(NodeId id, HtmlTag tag);
    void adopt(HtmlTag tag);
    bool adopt_once(HtmlTag tag);
    void adopt_over(std::size_t at, std::size_t block_at, std::size_t entry);

    // tree_builder_table.cpp
    void text_in_table(Run& run);
    bool start_in_table(const Tag& tag);
    bool start_in_caption(const Tag& tag);
    bool start_in_column_group(const Tag& tag);
    bool start_in_table_body(const Tag& tag);
    bool start_in_row(const Tag& tag);
    bool start_in_cell(const Tag& tag);
    bool start_in_template(const Tag& tag);
    void end_in_table(const Tag& tag);
    bool end_in_caption(const Tag& tag);
    bool end_in_column_group(const Tag& tag);
    bool end_in_table_body(const Tag& tag);
    bool end_in_row(const Tag& tag);
    bool end_in_cell(const Tag& tag);
    bool close_caption();
    bool leave_column_group();
    bool close_section();
    bool close_row();
    bool close_cell();
    void pop_to_table();
    void pop_to_section();
    void pop_to_row();

    // tree_builder_after.cpp: after the body, and framesets
    void text_in_frameset(TreeMode mode, Run& run);
    void start_in_frameset(const Tag& tag);
    void end_in_frameset(const Tag& tag);
    bool start_after(TreeMode mode, const Tag& tag);
    bool end_after(TreeMode mode, const Tag& tag);

    // tree_builder_foreign.cpp
    static void set_points(OpenElement& element, std::span<const HtmlAttribute> attributes);
    [[nodiscard]] bool is_html_for_start(const Tag& tag) const;
    [[nodiscard]] bool is_html_for_text() const;
    [[nodiscard]] HtmlTag tag_in(HtmlNamespace space, HtmlTag lower_tag);
    void text_in_foreign(Run& run);
    void insert_foreign(const Tag& tag, HtmlNamespace space);
    bool start_in_foreign(const Tag& tag);
    bool end_in_foreign(const Tag& tag);
    void leave_foreign();

    /// The "adjusted current node".
    [[nodiscard]] const OpenElement& current() const {
        return is_fragment_ && open_.size() == 1 ? context_ : open_.top();
    }
    [[nodiscard]] bool is_in_foreign() const { return !open_.empty() && current().space != HtmlNamespace::html; }
    [[nodiscard]] HtmlNode& node(NodeId id) { return tree_.nodes_[index_of(id)]; }
    [[nodiscard]] const HtmlNode& node(NodeId id) const { return tree_.nodes_[index_of(id)]; }

    HtmlTree tree_;
    std::string_view input_;
    Tokenizer tokens_;
    TreeMode mode_ = TreeMode::initial;
    TreeMode mode_after_text_ = TreeMode::initial;
    std::vector<TreeMode> template_modes_;
    OpenElements open_;
    ActiveFormatting formatting_;
    NodeId head_ = no_node;
    NodeId form_ = no_node;
    OpenElement context_; ///< of a fragment
    bool is_fragment_ = false;
    bool is_frameset_ok_ = true;
    bool is_fostering_ = false; ///< "foster parenting"
    bool skips_line_feed_ = false;
    bool is_foreign_ = false; ///< the tokeniser was told that it is in SVG or MathML
    std::unordered_map<std::string_view, HtmlTag> unlisted_;
    std::unordered_map<HtmlTag, std::size_t> unopened_; ///< elements too deep to be opened, whose end tags are to come
    std::size_t merged_tags_ = 0;
    std::size_t moved_children_ = 0;
    std::size_t next_special_ = 0; ///< where the input next needs decoding, at or after what was read
    std::string decoded_;
    std::string lower_;
};

} // namespace arna

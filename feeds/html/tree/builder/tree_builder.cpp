#include "feeds/html/tree/builder/tree_builder.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Bytes of input for which room for a node is reserved; a usual page has about one node in thirty.
constexpr std::size_t bytes_per_node = 40;
constexpr std::size_t bytes_per_attribute = 64;

/// What may begin with U+000A that is not part of it (§13.2.6.4.7).
bool drops_line_feed(HtmlTag tag) { return tag == HtmlTag::pre || tag == HtmlTag::listing || tag == HtmlTag::textarea; }

/// Whether start tags of unlisted names do nothing in a mode: then their names are not kept.
bool ignores_unlisted(TreeMode mode) {
    return mode == TreeMode::in_frameset || mode == TreeMode::after_frameset || mode == TreeMode::after_after_frameset;
}

} // namespace

TreeBuilder::TreeBuilder(std::string_view html) : input_(html), tokens_(html) {
    tree_.nodes_.reserve(std::min(HtmlTree::most_nodes, html.size() / bytes_per_node + 16));
    tree_.attributes_.reserve(std::min(HtmlTree::most_nodes, html.size() / bytes_per_attribute + 16));
    create(NodeKind::document);
}

HtmlTree TreeBuilder::build_document() {
    run();
    finish();
    return std::move(tree_);
}

/// §13.4
HtmlTree TreeBuilder::build_fragment(std::string_view context, HtmlNamespace space) {
    is_fragment_ = true;
    context_.space = space;
    context_.lower_tag = tag_of(context, true);
    context_.tag = tag_in(space, context_.lower_tag);
    set_points(context_, {});
    mode_ = TreeMode::before_html;
    insert_root({});
    if (space == HtmlNamespace::html) {
        if (context_.tag == HtmlTag::template_) template_modes_.push_back(TreeMode::in_template);
        if (context_.tag == HtmlTag::form) form_ = HtmlTree::document();
        if (context_.tag != HtmlTag::noscript) tokens_.enter(content_model(context), context);
    }
    reset_mode();
    return build_document();
}

void TreeBuilder::run() {
    Token token;
    while (tree_.size() < HtmlTree::most_nodes) {
        const bool is_foreign = is_in_foreign();
        if (is_foreign != is_foreign_) tokens_.allow_cdata(is_foreign_ = is_foreign);
        if (!tokens_.next(token)) break;
        take(token);
    }
    tree_.cuts_.nodes = !tokens_.rest().empty();
    while (!end_of_input_in(mode_)) {
    }
}

void TreeBuilder::take(const Token& token) {
    const bool skips_line_feed = std::exchange(skips_line_feed_, false);
    switch (token.kind) {
    case TokenKind::text: return take_text(token, skips_line_feed);
    case TokenKind::start_tag:
        tree_.cuts_.attributes |= token.has_more_attributes;
        return take_start({.tag = tag_of(token.name, !ignores_unlisted(mode_)),
                           .attributes = token.attributes,
                           .name = token.name,
                           .is_self_closing = token.is_self_closing});
    case TokenKind::end_tag: return take_end({.tag = tag_of(token.name, false), .name = token.name});
    case TokenKind::comment: return take_comment(token);
    case TokenKind::doctype:
        if (mode_ == TreeMode::initial) take_doctype(token);
    }
}

void TreeBuilder::take_text(const Token& token, bool skips_line_feed) {
    const bool has_references = token.model == ContentModel::data || token.model == ContentModel::rcdata;
    Run run = decoded(token.text, has_references, CharRefPlace::text);
    if (skips_line_feed && run.text.starts_with('\n')) run.text.remove_prefix(1);
    if (run.text.empty()) return;
    if (token.model != ContentModel::data && token.model != ContentModel::cdata) replace_nulls(run);
    if (is_foreign_ && !is_html_for_text()) return text_in_foreign(run);
    while (!text_in(mode_, run)) {
    }
}

void TreeBuilder::take_start(const Tag& tag) {
    if (is_foreign_ && !is_html_for_start(tag) && start_in_foreign(tag)) return;
    while (!start_in(mode_, tag)) {
    }
    skips_line_feed_ = drops_line_feed(tag.tag) && open_.is_top(tag.tag);
}

void TreeBuilder::take_end(const Tag& tag) {
    if (!unopened_.empty()) {
        const auto unopened = unopened_.find(tag.tag);
        if (unopened != unopened_.end() && unopened->second > 0) {
            --unopened->second;
            return;
        }
    }
    if (is_foreign_ && end_in_foreign(tag)) return;
    while (!end_in(mode_, tag)) {
    }
}

void TreeBuilder::take_comment(const Token& token) {
    switch (mode_) {
    case TreeMode::initial:
    case TreeMode::before_html:
    case TreeMode::after_after_body:
    case TreeMode::after_after_frameset: return insert_comment(token.text, HtmlTree::document());
    case TreeMode::after_body: return insert_comment(token.text, open_[0].node);
    default: return insert_comment(token.text, no_node);
    }
}

bool TreeBuilder::text_in(TreeMode mode, Run& run) {
    switch (mode) {
    case TreeMode::text: insert_text(run); return true;
    case TreeMode::in_table:
    case TreeMode::in_table_body:
    case TreeMode::in_row: text_in_table(run); return true;
    case TreeMode::in_body:
    case TreeMode::in_caption:
    case TreeMode::in_cell:
    case TreeMode::in_template: text_in_body(run); return true;
    case TreeMode::in_frameset:
    case TreeMode::after_frameset:
    case TreeMode::after_after_frameset: text_in_frameset(mode, run); return true;
    default: return text_outside_body(mode, run);
    }
}

bool TreeBuilder::start_in(TreeMode mode, const Tag& tag) {
    switch (mode) {
    case TreeMode::initial: return imply(mode);
    case TreeMode::before_html: return start_before_html(tag);
    case TreeMode::before_head: return start_before_head(tag);
    case TreeMode::in_head: return start_in_head(tag);
    case TreeMode::in_head_noscript: return start_in_head_noscript(tag);
    case TreeMode::after_head: return start_after_head(tag);
    case TreeMode::in_table: return start_in_table(tag);
    case TreeMode::in_caption: return start_in_caption(tag);
    case TreeMode::in_column_group: return start_in_column_group(tag);
    case TreeMode::in_table_body: return start_in_table_body(tag);
    case TreeMode::in_row: return start_in_row(tag);
    case TreeMode::in_cell: return start_in_cell(tag);
    case TreeMode::in_template: return start_in_template(tag);
    case TreeMode::in_frameset: start_in_frameset(tag); return true;
    case TreeMode::after_body:
    case TreeMode::after_frameset:
    case TreeMode::after_after_body:
    case TreeMode::after_after_frameset: return start_after(mode, tag);
    case TreeMode::in_body:
    case TreeMode::text: break;
    }
    start_in_body(tag);
    return true;
}

bool TreeBuilder::end_in(TreeMode mode, const Tag& tag) {
    switch (mode) {
    case TreeMode::initial: return imply(mode);
    case TreeMode::before_html:
    case TreeMode::before_head:
    case TreeMode::after_head: return end_around_head(mode, tag);
    case TreeMode::in_head: return end_in_head(tag);
    case TreeMode::in_head_noscript: return end_in_head_noscript(tag);
    case TreeMode::text:
        open_.pop();
        mode_ = mode_after_text_;
        return true;
    case TreeMode::in_table: end_in_table(tag); return true;
    case TreeMode::in_caption: return end_in_caption(tag);
    case TreeMode::in_column_group: return end_in_column_group(tag);
    case TreeMode::in_table_body: return end_in_table_body(tag);
    case TreeMode::in_row: return end_in_row(tag);
    case TreeMode::in_cell: return end_in_cell(tag);
    case TreeMode::in_template:
        if (tag.tag == HtmlTag::template_) end_template();
        return true;
    case TreeMode::in_frameset: end_in_frameset(tag); return true;
    case TreeMode::after_body:
    case TreeMode::after_frameset:
    case TreeMode::after_after_body:
    case TreeMode::after_after_frameset: return end_after(mode, tag);
    case TreeMode::in_body: break;
    }
    return end_in_body(tag);
}

bool TreeBuilder::end_of_input_in(TreeMode mode) {
    switch (mode) {
    case TreeMode::text:
        open_.pop();
        mode_ = mode_after_text_;
        return false;
    case TreeMode::initial:
    case TreeMode::before_html:
    case TreeMode::before_head:
    case TreeMode::in_head:
    case TreeMode::in_head_noscript:
    case TreeMode::after_head: return imply(mode);
    default: break;
    }
    // A template in the head may be left open, and the body is still to come.
    if (template_modes_.empty() || !open_.holds(HtmlTag::template_)) return true;
    pop_through(HtmlTag::template_);
    formatting_.clear_to_marker();
    template_modes_.pop_back();
    reset_mode();
    return false;
}

/// "Reset the insertion mode appropriately" (§13.2.4.1).
void TreeBuilder::reset_mode() {
    for (std::size_t at = open_.size(); at-- > 0;) {
        const bool is_last = at == 0;
        const OpenElement& element = is_last && is_fragment_ ? context_ : open_[at];
        if (const auto mode =
                mode_within(element.space == HtmlNamespace::html ? element.tag : HtmlTag::none, is_last)) {
            mode_ = *mode;
            return;
        }
    }
}

/// The mode in an element; nullopt if the element below it decides.
std::optional<TreeMode> TreeBuilder::mode_within(HtmlTag tag, bool is_last) const {
    switch (tag) {
    case HtmlTag::td:
    case HtmlTag::th:
        if (!is_last) return TreeMode::in_cell;
        break;
    case HtmlTag::tr: return TreeMode::in_row;
    case HtmlTag::tbody:
    case HtmlTag::thead:
    case HtmlTag::tfoot: return TreeMode::in_table_body;
    case HtmlTag::caption: return TreeMode::in_caption;
    case HtmlTag::colgroup: return TreeMode::in_column_group;
    case HtmlTag::table: return TreeMode::in_table;
    case HtmlTag::template_:
        if (!template_modes_.empty()) return template_modes_.back();
        break;
    case HtmlTag::head:
        if (!is_last) return TreeMode::in_head;
        break;
    case HtmlTag::body: return TreeMode::in_body;
    case HtmlTag::frameset: return TreeMode::in_frameset;
    case HtmlTag::html: return head_ == no_node ? TreeMode::before_head : TreeMode::after_head;
    default: break;
    }
    return is_last ? std::optional(TreeMode::in_body) : std::nullopt;
}

HtmlTree build_html_tree(std::string_view html) { return TreeBuilder(html).build_document(); }

HtmlTree build_html_fragment(std::string_view html, std::string_view context, HtmlNamespace space) {
    return TreeBuilder(html).build_fragment(context, space);
}

} // namespace arna

// Tree construction up to the body: §13.2.6.4.1 to §13.2.6.4.6.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/html/tree/doctype.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>

namespace arna {

/// The modes in which blanks are apart from other text: those before the body and after it, and "in column group".
bool TreeBuilder::text_outside_body(TreeMode mode, Run& run) {
    Run blanks = run;
    blanks.text = run.text.substr(0, count_html_space(run.text));
    run.text.remove_prefix(blanks.text.size());
    if (!blanks.text.empty()) {
        if (mode == TreeMode::after_body || mode == TreeMode::after_after_body) {
            text_in_body(blanks);
        } else if (mode >= TreeMode::in_head) {
            insert_text(blanks);
        }
    }
    if (run.text.empty()) return true;
    if (mode == TreeMode::after_body || mode == TreeMode::after_after_body) {
        mode_ = TreeMode::in_body;
        return false;
    }
    if (mode == TreeMode::in_column_group) return !leave_column_group();
    return imply(mode);
}

void TreeBuilder::take_doctype(const Token& token) {
    const HtmlDoctype doctype = read_html_doctype(token.text, !token.source.ends_with('>'));
    const NodeId id = create(NodeKind::doctype);
    HtmlNode& made = node(id);
    made.text = tree_.text_.keep(doctype.name);
    made.first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    if (doctype.public_id) tree_.attributes_.push_back({"public", tree_.text_.keep(*doctype.public_id)});
    if (doctype.system_id) tree_.attributes_.push_back({"system", tree_.text_.keep(*doctype.system_id)});
    made.attribute_count = static_cast<std::uint16_t>(tree_.attributes_.size() - made.first_attribute);
    attach(id, {HtmlTree::document()});
    tree_.is_quirky_ = is_quirky(doctype);
    mode_ = TreeMode::before_html;
}

void TreeBuilder::insert_root(std::span<const Attribute> attributes) {
    const NodeId id = create_element(HtmlTag::html, attributes, HtmlNamespace::html);
    attach(id, {HtmlTree::document()});
    tree_.root_ = id;
    open_.push({.node = id, .tag = HtmlTag::html, .lower_tag = HtmlTag::html});
    mode_ = TreeMode::before_head;
}

/// "Anything else" of the modes before the body: does what the missing tag would. Never done with the token, but for
/// the
/// end of the input.
bool TreeBuilder::imply(TreeMode mode) {
    switch (mode) {
    case TreeMode::initial:
        tree_.is_quirky_ = true;
        mode_ = TreeMode::before_html;
        break;
    case TreeMode::before_html: insert_root({}); break;
    case TreeMode::before_head: insert_head({.tag = HtmlTag::head}); break;
    case TreeMode::in_head:
        open_.pop();
        mode_ = TreeMode::after_head;
        break;
    case TreeMode::in_head_noscript:
        open_.pop();
        mode_ = TreeMode::in_head;
        break;
    default: insert_part({.tag = HtmlTag::body}); mode_ = TreeMode::in_body;
    }
    return false;
}

void TreeBuilder::insert_head(const Tag& tag) {
    insert_part(tag);
    head_ = open_.top().node;
    mode_ = TreeMode::in_head;
}

bool TreeBuilder::start_before_html(const Tag& tag) {
    if (tag.tag != HtmlTag::html) return imply(TreeMode::before_html);
    insert_root(tag.attributes);
    return true;
}

bool TreeBuilder::start_before_head(const Tag& tag) {
    if (tag.tag == HtmlTag::html) {
        start_in_body(tag);
        return true;
    }
    if (tag.tag != HtmlTag::head) return imply(TreeMode::before_head);
    insert_head(tag);
    return true;
}

bool TreeBuilder::start_in_head(const Tag& tag) {
    switch (tag.tag) {
    case HtmlTag::html: start_in_body(tag); return true;
    case HtmlTag::base:
    case HtmlTag::basefont:
    case HtmlTag::bgsound:
    case HtmlTag::link:
    case HtmlTag::meta: insert_leaf(tag); return true;
    case HtmlTag::title: start_text_element(tag, ContentModel::rcdata); return true;
    case HtmlTag::noscript:
        if (insert_element(tag)) mode_ = TreeMode::in_head_noscript;
        return true;
    case HtmlTag::noframes:
    case HtmlTag::style: start_text_element(tag, ContentModel::rawtext); return true;
    case HtmlTag::script: start_text_element(tag, ContentModel::script); return true;
    case HtmlTag::template_:
        if (!insert_element(tag)) return true;
        formatting_.add_marker();
        is_frameset_ok_ = false;
        mode_ = TreeMode::in_template;
        template_modes_.push_back(TreeMode::in_template);
        return true;
    case HtmlTag::head: return true;
    default: return imply(TreeMode::in_head);
    }
}

bool TreeBuilder::start_in_head_noscript(const Tag& tag) {
    switch (tag.tag) {
    case HtmlTag::html: start_in_body(tag); return true;
    case HtmlTag::basefont:
    case HtmlTag::bgsound:
    case HtmlTag::link:
    case HtmlTag::meta:
    case HtmlTag::noframes:
    case HtmlTag::style: return start_in_head(tag);
    case HtmlTag::head:
    case HtmlTag::noscript: return true;
    default: return imply(TreeMode::in_head_noscript);
    }
}

bool TreeBuilder::start_after_head(const Tag& tag) {
    switch (tag.tag) {
    case HtmlTag::html: start_in_body(tag); return true;
    case HtmlTag::head: return true;
    case HtmlTag::body:
        insert_part(tag);
        is_frameset_ok_ = false;
        mode_ = TreeMode::in_body;
        return true;
    case HtmlTag::frameset:
        insert_part(tag);
        mode_ = TreeMode::in_frameset;
        return true;
    default: break;
    }
    if (traits_of(tag.tag).start != BodyStart::head_content) return imply(TreeMode::after_head);
    open_.push({.node = head_, .tag = HtmlTag::head, .lower_tag = HtmlTag::head});
    start_in_head(tag);
    open_.remove(open_.find(head_, HtmlTag::head));
    return true;
}

/// End tags before `head`, before `html` and after the head.
bool TreeBuilder::end_around_head(TreeMode mode, const Tag& tag) {
    const bool is_outer = tag.tag == HtmlTag::body || tag.tag == HtmlTag::html || tag.tag == HtmlTag::br;
    if (is_outer || (tag.tag == HtmlTag::head && mode != TreeMode::after_head)) return imply(mode);
    if (tag.tag == HtmlTag::template_ && mode == TreeMode::after_head) end_template();
    return true;
}

bool TreeBuilder::end_in_head(const Tag& tag) {
    if (tag.tag == HtmlTag::head) {
        open_.pop();
        mode_ = TreeMode::after_head;
        return true;
    }
    if (tag.tag == HtmlTag::body || tag.tag == HtmlTag::html || tag.tag == HtmlTag::br) return imply(TreeMode::in_head);
    if (tag.tag == HtmlTag::template_) end_template();
    return true;
}

bool TreeBuilder::end_in_head_noscript(const Tag& tag) {
    if (tag.tag == HtmlTag::br) return imply(TreeMode::in_head_noscript);
    if (tag.tag == HtmlTag::noscript) imply(TreeMode::in_head_noscript);
    return true;
}

void TreeBuilder::end_template() {
    if (!open_.holds(HtmlTag::template_)) return;
    while (open_.top().space == HtmlNamespace::html && traits_of(open_.top().tag).is_implied_end_in_template)
        open_.pop();
    pop_through(HtmlTag::template_);
    formatting_.clear_to_marker();
    template_modes_.pop_back();
    reset_mode();
}

} // namespace arna

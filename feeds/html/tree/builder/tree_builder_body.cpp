// Tree construction in the body: §13.2.6.4.7.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace arna {
void TreeBuilder::text_in_body(Run& run) {
    drop_nulls(run);
    if (run.text.empty()) return;
    reconstruct_formatting();
    insert_text(run);
    if (is_frameset_ok_ && !is_html_blank(run.text)) is_frameset_ok_ = false;
}

void TreeBuilder::start_in_body(const Tag& tag) {
    switch (traits_of(tag.tag).start) {
    case BodyStart::html:
        if (!open_.holds(HtmlTag::template_)) add_missing_attributes(open_[0].node, tag.attributes);
        return;
    case BodyStart::head_content: start_in_head(tag); return;
    case BodyStart::body:
        if (open_.size() < 2 || open_[1].tag != HtmlTag::body || open_.holds(HtmlTag::template_)) return;
        is_frameset_ok_ = false;
        return add_missing_attributes(open_[1].node, tag.attributes);
    case BodyStart::frameset: return start_frameset(tag);
    case BodyStart::block:
    case BodyStart::heading:
    case BodyStart::preformatted:
    case BodyStart::plaintext: return start_block(tag);
    case BodyStart::form: return start_form(tag);
    case BodyStart::list_item:
    case BodyStart::description_item: return start_item(tag);
    case BodyStart::button: return start_button(tag);
    case BodyStart::anchor:
    case BodyStart::formatting:
    case BodyStart::nobr: return start_formatting(tag);
    case BodyStart::object:
        reconstruct_formatting();
        if (insert_element(tag)) formatting_.add_marker();
        is_frameset_ok_ = false;
        return;
    case BodyStart::table:
        if (!tree_.is_quirky_) close_paragraph();
        if (insert_element(tag)) mode_ = TreeMode::in_table;
        is_frameset_ok_ = false;
        return;
    case BodyStart::ignored: return;
    default: return start_inline_in_body(tag);
    }
}

void TreeBuilder::start_inline_in_body(const Tag& tag) {
    switch (traits_of(tag.tag).start) {
    case BodyStart::image: return start_inline_in_body({.tag = HtmlTag::img, .attributes = tag.attributes});
    case BodyStart::inline_void:
        reconstruct_formatting();
        insert_leaf(tag);
        is_frameset_ok_ = false;
        return;
    case BodyStart::input: return start_input(tag);
    case BodyStart::plain_void: insert_leaf(tag); return;
    case BodyStart::rule: return start_rule(tag);
    case BodyStart::textarea: return start_text_element(tag, ContentModel::rcdata);
    case BodyStart::xmp:
        close_paragraph();
        reconstruct_formatting();
        return start_text_element(tag, ContentModel::rawtext);
    case BodyStart::iframe:
    case BodyStart::noembed: return start_text_element(tag, ContentModel::rawtext);
    case BodyStart::select: return start_select(tag);
    case BodyStart::option:
    case BodyStart::optgroup: return start_option(tag);
    case BodyStart::ruby_base:
    case BodyStart::ruby_text: return start_ruby(tag);
    case BodyStart::math: reconstruct_formatting(); return insert_foreign(tag, HtmlNamespace::math);
    case BodyStart::svg: reconstruct_formatting(); return insert_foreign(tag, HtmlNamespace::svg);
    default: reconstruct_formatting(); insert_element(tag);
    }
}

void TreeBuilder::start_frameset(const Tag& tag) {
    if (open_.size() < 2 || open_[1].tag != HtmlTag::body || !is_frameset_ok_) return;
    detach(open_[1].node);
    open_.pop_down_to(1);
    insert_part(tag);
    mode_ = TreeMode::in_frameset;
}

void TreeBuilder::start_block(const Tag& tag) {
    close_paragraph();
    const BodyStart kind = traits_of(tag.tag).start;
    if (kind == BodyStart::heading && open_.top().space == HtmlNamespace::html &&
        traits_of(open_.top().tag).start == BodyStart::heading) {
        open_.pop();
    }
    insert_element(tag);
    if (kind == BodyStart::preformatted) is_frameset_ok_ = false;
    if (kind == BodyStart::plaintext) tokens_.enter(ContentModel::plaintext, {});
}

void TreeBuilder::start_form(const Tag& tag) {
    const bool is_in_template = open_.holds(HtmlTag::template_);
    if (form_ != no_node && !is_in_template) return;
    close_paragraph();
    if (insert_element(tag) && !is_in_template) form_ = open_.top().node;
}

void TreeBuilder::start_item(const Tag& tag) {
    is_frameset_ok_ = false;
    tag.tag == HtmlTag::li ? close_item(HtmlTag::li, HtmlTag::li) : close_item(HtmlTag::dd, HtmlTag::dt);
    close_paragraph();
    insert_element(tag);
}

/// Closes the item before, unless what holds the new one began after it.
void TreeBuilder::close_item(HtmlTag item, HtmlTag other) {
    for (std::size_t at = open_.size(); at-- > 0;) {
        const OpenElement& element = open_[at];
        const bool is_html = element.space == HtmlNamespace::html;
        if (is_html && (element.tag == item || element.tag == other)) return open_.pop_down_to(at);
        const bool is_transparent =
            is_html && (element.tag == HtmlTag::address || element.tag == HtmlTag::div || element.tag == HtmlTag::p);
        if (open_.is_special(at) && !is_transparent) return;
    }
}

void TreeBuilder::start_button(const Tag& tag) {
    if (open_.is_in_scope(HtmlTag::button)) {
        imply_ends();
        pop_through(HtmlTag::button);
    }
    reconstruct_formatting();
    insert_element(tag);
    is_frameset_ok_ = false;
}

void TreeBuilder::start_formatting(const Tag& tag) {
    if (tag.tag == HtmlTag::a) {
        if (const std::size_t entry = formatting_.find(HtmlTag::a); entry != ActiveFormatting::nowhere) {
            const NodeId before = formatting_[entry].node;
            adopt(HtmlTag::a);
            forget(before, HtmlTag::a);
        }
    }
    reconstruct_formatting();
    if (tag.tag == HtmlTag::nobr && open_.is_in_scope(HtmlTag::nobr)) {
        adopt(HtmlTag::nobr);
        reconstruct_formatting();
    }
    if (insert_element(tag)) add_formatting(open_.top().node, tag.tag);
}

/// Whether its `type` is "hidden".
bool TreeBuilder::says_hidden(const Tag& tag) {
    const auto is_type = [](const Attribute& each) { return equals_lower(each.name, "type"); };
    const auto type = std::ranges::find_if(tag.attributes, is_type);
    return type != tag.attributes.end() && equals_lower(type->value, "hidden");
}

void TreeBuilder::start_input(const Tag& tag) {
    if (is_fragment_ && context_.tag == HtmlTag::select) return;
    if (open_.is_in_scope(HtmlTag::select)) pop_through(HtmlTag::select);
    reconstruct_formatting();
    insert_leaf(tag);
    if (!says_hidden(tag)) is_frameset_ok_ = false;
}

void TreeBuilder::start_rule(const Tag& tag) {
    close_paragraph();
    if (open_.is_in_scope(HtmlTag::select)) imply_ends();
    insert_leaf(tag);
    is_frameset_ok_ = false;
}

void TreeBuilder::start_select(const Tag& tag) {
    if (is_fragment_ && context_.tag == HtmlTag::select) return;
    if (open_.is_in_scope(HtmlTag::select)) return pop_through(HtmlTag::select);
    reconstruct_formatting();
    insert_element(tag);
    is_frameset_ok_ = false;
}

void TreeBuilder::start_option(const Tag& tag) {
    if (open_.is_in_scope(HtmlTag::select)) {
        imply_ends(tag.tag == HtmlTag::option ? HtmlTag::optgroup : HtmlTag::none);
    } else if (open_.is_top(HtmlTag::option)) {
        open_.pop();
    }
    reconstruct_formatting();
    insert_element(tag);
}

void TreeBuilder::start_ruby(const Tag& tag) {
    const bool is_text = traits_of(tag.tag).start == BodyStart::ruby_text;
    if (open_.is_in_scope(HtmlTag::ruby)) imply_ends(is_text ? HtmlTag::rtc : HtmlTag::none);
    insert_element(tag);
}

/// An element whose content is text.
void TreeBuilder::start_text_element(const Tag& tag, ContentModel model) {
    const BodyStart kind = traits_of(tag.tag).start;
    if (kind != BodyStart::head_content && kind != BodyStart::noembed) is_frameset_ok_ = false;
    insert_part(tag);
    tokens_.enter(model, tag.name);
    mode_after_text_ = mode_;
    mode_ = TreeMode::text;
}

/// False for `</html>`, which ends the body and is looked at again.
bool TreeBuilder::end_in_body(const Tag& tag) {
    switch (traits_of(tag.tag).end) {
    case BodyEnd::template_: end_template(); break;
    case BodyEnd::body:
        if (open_.is_in_scope(HtmlTag::body)) mode_ = TreeMode::after_body;
        break;
    case BodyEnd::html:
        if (!open_.is_in_scope(HtmlTag::body)) break;
        mode_ = TreeMode::after_body;
        return false;
    case BodyEnd::block: end_block(tag.tag); break;
    case BodyEnd::form: end_form(); break;
    case BodyEnd::paragraph: end_paragraph(); break;
    case BodyEnd::list_item:
        if (open_.is_in_list_scope(tag.tag)) end_item(tag.tag);
        break;
    case BodyEnd::description_item:
        if (open_.is_in_scope(tag.tag)) end_item(tag.tag);
        break;
    case BodyEnd::heading: end_heading(); break;
    case BodyEnd::formatting: adopt(tag.tag); break;
    case BodyEnd::object:
        if (!open_.is_in_scope(tag.tag)) break;
        end_block(tag.tag);
        formatting_.clear_to_marker();
        break;
    case BodyEnd::line_break: start_inline_in_body({.tag = HtmlTag::br}); break;
    case BodyEnd::ordinary: end_ordinary(tag.tag);
    }
    return true;
}

void TreeBuilder::end_block(HtmlTag tag) {
    if (!open_.is_in_scope(tag)) return;
    imply_ends();
    pop_through(tag);
}

void TreeBuilder::end_paragraph() {
    if (!open_.is_in_button_scope(HtmlTag::p)) {
        insert_leaf({.tag = HtmlTag::p});
    } else {
        close_paragraph();
    }
}

void TreeBuilder::end_form() {
    if (open_.holds(HtmlTag::template_)) return end_block(HtmlTag::form);
    const NodeId form = std::exchange(form_, no_node);
    if (form == no_node || !open_.is_in_scope(open_.find(form, HtmlTag::form))) return;
    imply_ends();
    open_.remove(open_.find(form, HtmlTag::form));
}

void TreeBuilder::end_item(HtmlTag tag) {
    imply_ends(tag);
    pop_through(tag);
}

void TreeBuilder::end_heading() {
    using enum HtmlTag;
    std::size_t topmost = OpenElements::nowhere;
    for (const HtmlTag heading : {h1, h2, h3, h4, h5, h6}) {
        const std::size_t at = open_.find(heading);
        if (at != OpenElements::nowhere && (topmost == OpenElements::nowhere || at > topmost)) topmost = at;
    }
    if (open_.is_in_scope(topmost)) open_.pop_down_to(topmost);
}

/// "Any other end tag".
void TreeBuilder::end_ordinary(HtmlTag tag) {
    const std::size_t at = open_.find(tag);
    if (at == OpenElements::nowhere || at < open_.topmost_special()) return;
    open_.pop_down_to(at);
}

/// "Close a p element", if there is one in button scope.
void TreeBuilder::close_paragraph() {
    if (!open_.is_in_button_scope(HtmlTag::p)) return;
    imply_ends(HtmlTag::p);
    pop_through(HtmlTag::p);
}

/// "Generate implied end tags".
void TreeBuilder::imply_ends(HtmlTag but) {
    while (open_.top().space == HtmlNamespace::html && open_.top().tag != but &&
           traits_of(open_.top().tag).is_implied_end) {
        open_.pop();
    }
}

/// Pops elements up to and with the topmost of that name, if there is one.
void TreeBuilder::pop_through(HtmlTag tag) {
    const std::size_t at = open_.find(tag);
    if (at != OpenElements::nowhere) open_.pop_down_to(at);
}

} // namespace arna

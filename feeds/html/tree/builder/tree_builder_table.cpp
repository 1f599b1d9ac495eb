// Tree construction in tables and templates: §13.2.6.4.9 to §13.2.6.4.16.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>

namespace arna {
namespace {

using enum HtmlTag;

bool is_section(HtmlTag tag) { return tag == tbody || tag == tfoot || tag == thead; }

bool is_cell(HtmlTag tag) { return tag == td || tag == th; }

/// End tags that mean nothing within a table.
bool is_outer_end(HtmlTag tag) { return tag == body || tag == html; }

} // namespace

/// Text that is not blank stands before the table.
void TreeBuilder::text_in_table(Run& run) {
    const OpenElement& top = open_.top();
    const bool is_in_structure = top.space == HtmlNamespace::html &&
                                 (top.tag == table || top.tag == template_ || top.tag == tr || is_section(top.tag));
    if (is_in_structure) {
        drop_nulls(run);
        if (is_html_blank(run.text)) return insert_text(run);
    }
    is_fostering_ = true;
    text_in_body(run);
    is_fostering_ = false;
}

bool TreeBuilder::start_in_table(const Tag& tag) {
    switch (tag.tag) {
    case caption:
        pop_to_table();
        formatting_.add_marker();
        insert_part(tag);
        mode_ = TreeMode::in_caption;
        return true;
    case colgroup:
    case col:
        pop_to_table();
        insert_part(tag.tag == col ? Tag{.tag = colgroup} : tag);
        mode_ = TreeMode::in_column_group;
        return tag.tag != col;
    case tbody:
    case tfoot:
    case thead:
    case td:
    case th:
    case tr:
        pop_to_table();
        insert_part(is_section(tag.tag) ? tag : Tag{.tag = tbody});
        mode_ = TreeMode::in_table_body;
        return is_section(tag.tag);
    case table:
        if (!open_.is_in_table_scope(table)) return true;
        pop_through(table);
        reset_mode();
        return false;
    case style:
    case script:
    case template_: return start_in_head(tag);
    case form:
        if (form_ != no_node || open_.holds(template_)) return true;
        form_ = insert_leaf(tag);
        return true;
    case input:
        if (says_hidden(tag)) {
            insert_leaf(tag);
            return true;
        }
        break;
    default: break;
    }
    is_fostering_ = true;
    start_in_body(tag);
    is_fostering_ = false;
    return true;
}

void TreeBuilder::end_in_table(const Tag& tag) {
    if (tag.tag == table) {
        if (!open_.is_in_table_scope(table)) return;
        pop_through(table);
        return reset_mode();
    }
    if (is_outer_end(tag.tag) || traits_of(tag.tag).is_table_part) return;
    if (tag.tag == template_) return end_template();
    is_fostering_ = true;
    end_in_body(tag);
    is_fostering_ = false;
}

/// False if there is none to close.
bool TreeBuilder::close_caption() {
    if (!open_.is_in_table_scope(caption)) return false;
    imply_ends();
    pop_through(caption);
    formatting_.clear_to_marker();
    mode_ = TreeMode::in_table;
    return true;
}

bool TreeBuilder::start_in_caption(const Tag& tag) {
    if (traits_of(tag.tag).is_table_part) return !close_caption();
    start_in_body(tag);
    return true;
}

bool TreeBuilder::end_in_caption(const Tag& tag) {
    if (tag.tag == caption) {
        close_caption();
        return true;
    }
    if (tag.tag == table) return !close_caption();
    if (is_outer_end(tag.tag) || traits_of(tag.tag).is_table_part) return true;
    return end_in_body(tag);
}

/// False if there is none to leave.
bool TreeBuilder::leave_column_group() {
    if (!open_.is_top(colgroup)) return false;
    open_.pop();
    mode_ = TreeMode::in_table;
    return true;
}

bool TreeBuilder::start_in_column_group(const Tag& tag) {
    switch (tag.tag) {
    case html: start_in_body(tag); return true;
    case col: insert_leaf(tag); return true;
    case template_: return start_in_head(tag);
    default: return !leave_column_group();
    }
}

bool TreeBuilder::end_in_column_group(const Tag& tag) {
    if (tag.tag == template_) {
        end_template();
        return true;
    }
    if (tag.tag == col) return true;
    return !leave_column_group() || tag.tag == colgroup;
}

/// Closes the section that is open, and all in it; false if there is none.
bool TreeBuilder::close_section() {
    if (!open_.is_in_table_scope(tbody) && !open_.is_in_table_scope(thead) && !open_.is_in_table_scope(tfoot)) {
        return false;
    }
    pop_to_section();
    open_.pop();
    mode_ = TreeMode::in_table;
    return true;
}

bool TreeBuilder::start_in_table_body(const Tag& tag) {
    if (tag.tag == tr || is_cell(tag.tag)) {
        pop_to_section();
        insert_part(tag.tag == tr ? tag : Tag{.tag = tr});
        mode_ = TreeMode::in_row;
        return tag.tag == tr;
    }
    if (traits_of(tag.tag).is_table_part) return !close_section();
    return start_in_table(tag);
}

bool TreeBuilder::end_in_table_body(const Tag& tag) {
    if (is_section(tag.tag)) {
        if (open_.is_in_table_scope(tag.tag)) close_section();
        return true;
    }
    if (tag.tag == table) return !close_section();
    if (is_outer_end(tag.tag) || traits_of(tag.tag).is_table_part) return true;
    end_in_table(tag);
    return true;
}

/// False if there is none to close.
bool TreeBuilder::close_row() {
    if (!open_.is_in_table_scope(tr)) return false;
    pop_to_row();
    open_.pop();
    mode_ = TreeMode::in_table_body;
    return true;
}

bool TreeBuilder::start_in_row(const Tag& tag) {
    if (is_cell(tag.tag)) {
        pop_to_row();
        insert_part(tag);
        formatting_.add_marker();
        mode_ = TreeMode::in_cell;
        return true;
    }
    if (traits_of(tag.tag).is_table_part) return !close_row();
    return start_in_table(tag);
}

bool TreeBuilder::end_in_row(const Tag& tag) {
    if (tag.tag == tr) {
        close_row();
        return true;
    }
    if (tag.tag == table) return !close_row();
    if (is_section(tag.tag)) return !open_.is_in_table_scope(tag.tag) || !close_row();
    if (is_outer_end(tag.tag) || traits_of(tag.tag).is_table_part) return true;
    end_in_table(tag);
    return true;
}

/// False if there is none to close.
bool TreeBuilder::close_cell() {
    const bool is_data = open_.is_in_table_scope(td);
    if (!is_data && !open_.is_in_table_scope(th)) return false;
    imply_ends();
    while (!open_.is_top(td) && !open_.is_top(th)) open_.pop();
    open_.pop();
    formatting_.clear_to_marker();
    mode_ = TreeMode::in_row;
    return true;
}

bool TreeBuilder::start_in_cell(const Tag& tag) {
    if (traits_of(tag.tag).is_table_part) return !close_cell();
    start_in_body(tag);
    return true;
}

bool TreeBuilder::end_in_cell(const Tag& tag) {
    if (is_cell(tag.tag)) {
        if (!open_.is_in_table_scope(tag.tag)) return true;
        imply_ends();
        pop_through(tag.tag);
        formatting_.clear_to_marker();
        mode_ = TreeMode::in_row;
        return true;
    }
    if (tag.tag == table || tag.tag == tr || is_section(tag.tag)) {
        return !open_.is_in_table_scope(tag.tag) || !close_cell();
    }
    if (is_outer_end(tag.tag) || traits_of(tag.tag).is_table_part) return true;
    return end_in_body(tag);
}

bool TreeBuilder::start_in_template(const Tag& tag) {
    if (traits_of(tag.tag).start == BodyStart::head_content) return start_in_head(tag);
    TreeMode mode = TreeMode::in_body;
    if (tag.tag == col) {
        mode = TreeMode::in_column_group;
    } else if (tag.tag == tr) {
        mode = TreeMode::in_table_body;
    } else if (is_cell(tag.tag)) {
        mode = TreeMode::in_row;
    } else if (traits_of(tag.tag).is_table_part) {
        mode = TreeMode::in_table;
    }
    template_modes_.back() = mode;
    mode_ = mode;
    return false;
}

/// "Clear the stack back to a table context".
void TreeBuilder::pop_to_table() {
    while (!open_.is_top(table) && !open_.is_top(template_) && !open_.is_top(html)) open_.pop();
}

/// "Clear the stack back to a table body context".
void TreeBuilder::pop_to_section() {
    while (!open_.is_top(tbody) && !open_.is_top(tfoot) && !open_.is_top(thead) && !open_.is_top(template_) &&
           !open_.is_top(html)) {
        open_.pop();
    }
}

/// "Clear the stack back to a table row context".
void TreeBuilder::pop_to_row() {
    while (!open_.is_top(tr) && !open_.is_top(template_) && !open_.is_top(html)) open_.pop();
}

} // namespace arna

// Tree construction after the body, and in framesets: §13.2.6.4.17 to §13.2.6.4.21.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace arna {

/// Of text in and after a frameset only blanks count.
void TreeBuilder::text_in_frameset(TreeMode mode, Run& run) {
    std::string blanks;
    std::ranges::copy_if(run.text, std::back_inserter(blanks), is_html_space);
    if (blanks.size() < run.text.size()) {
        decoded_ = std::move(blanks);
        run = {.text = decoded_, .is_input = false};
    }
    mode == TreeMode::after_after_frameset ? text_in_body(run) : insert_text(run);
}

void TreeBuilder::start_in_frameset(const Tag& tag) {
    switch (tag.tag) {
    case HtmlTag::html: return start_in_body(tag);
    case HtmlTag::frameset: insert_element(tag); return;
    case HtmlTag::frame: insert_leaf(tag); return;
    case HtmlTag::noframes: start_in_head(tag); return;
    default: return;
    }
}

void TreeBuilder::end_in_frameset(const Tag& tag) {
    if (tag.tag != HtmlTag::frameset || open_.size() == 1) return;
    open_.pop();
    if (!is_fragment_ && !open_.is_top(HtmlTag::frameset)) mode_ = TreeMode::after_frameset;
}

/// Start tags after the body or the outermost frameset.
bool TreeBuilder::start_after(TreeMode mode, const Tag& tag) {
    if (tag.tag == HtmlTag::html) {
        start_in_body(tag);
        return true;
    }
    if (mode == TreeMode::after_body || mode == TreeMode::after_after_body) {
        mode_ = TreeMode::in_body;
        return false;
    }
    if (tag.tag == HtmlTag::noframes) start_in_head(tag);
    return true;
}

bool TreeBuilder::end_after(TreeMode mode, const Tag& tag) {
    if (mode == TreeMode::after_frameset) {
        if (tag.tag == HtmlTag::html) mode_ = TreeMode::after_after_frameset;
        return true;
    }
    if (mode == TreeMode::after_after_frameset) return true;
    if (mode == TreeMode::after_body && tag.tag == HtmlTag::html) {
        if (!is_fragment_) mode_ = TreeMode::after_after_body;
        return true;
    }
    mode_ = TreeMode::in_body;
    return false;
}

} // namespace arna

#include "feeds/clean/markup/balanced_markup.hpp"

#include "feeds/clean/markup/escape.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

/// Browsers flatten what is deeper than 512, with the page around it. What is implied in tables may come on top of
/// this.
constexpr std::size_t deepest_block = 200;

constexpr auto nowhere = std::string_view::npos;

std::size_t index_of(const ElementRule& element) {
    return static_cast<std::size_t>(&element - element_rules.rows().data());
}

bool is_inline(Role role) { return role <= Role::ruby_text; }

bool is_table_part(Role role) {
    return role == Role::caption || role == Role::column_group || role == Role::row_group || role == Role::row ||
           role == Role::cell;
}

/// Elements that a search for what an end tag ends does not leave (HTML §13.2.4.2, "in scope").
bool is_scope(Role role) { return role == Role::table || role == Role::caption || role == Role::cell; }

/// Whether an end tag of `tag` ends `open`; any heading's ends any heading.
bool ends(const ElementRule& tag, const ElementRule& open) {
    return &tag == &open || (tag.role == Role::heading && open.role == Role::heading);
}

} // namespace

BalancedMarkup::BalancedMarkup(std::size_t input_size, bool as_written)
    : as_written_(as_written), inlines_(2 * input_size + 1024, as_written) {
    out_.reserve(input_size + input_size / 16 + 64);
}

void BalancedMarkup::open(const ElementRule& element, std::string_view attributes) {
    is_after_pre_ = false;
    if (is_inline(element.role)) {
        inlines_.begin(out_, element, attributes, blocks_.size());
    } else if (is_table_part(element.role)) {
        open_table_part(element, attributes);
    } else {
        open_block(element, attributes);
    }
}

void BalancedMarkup::close(const ElementRule& element) {
    is_after_pre_ = false;
    if (is_inline(element.role)) {
        inlines_.end(out_, element, blocks_around_cell(), as_written_ && !is_in_table_structure());
    } else {
        close_block(element);
    }
}

// Text and what is like it

std::string& BalancedMarkup::flow() {
    if (is_in_table_structure()) imply_cell();
    close_implied_list();
    if (std::exchange(breaks_line_, false)) out_ += "<br>";
    inlines_.open(out_);
    solid_ = out_.size() + 1;
    return out_;
}

void BalancedMarkup::text(std::string_view raw, bool has_references) {
    const std::size_t start = flow().size();
    append_escaped_text(out_, raw, has_references);
    keep_first_line_feed(start);
}

void BalancedMarkup::blank(std::string_view raw) {
    if (is_in_table_structure()) return;
    const std::size_t start = out_.size();
    append_escaped_text(out_, raw, true);
    keep_first_line_feed(start);
}

/// Browsers drop a line feed directly behind <pre>. One that was not there in the input is doubled, so that one
/// remains.
void BalancedMarkup::keep_first_line_feed(std::size_t text_at) {
    const bool was_there = std::exchange(is_after_pre_, false);
    if (was_there || top() != Role::preformatted || blocks_.back().content != text_at) return;
    if (text_at < out_.size() && out_[text_at] == '\n') out_.insert(text_at, 1, '\n');
}

void BalancedMarkup::literal(std::string_view raw) {
    open_block(rule_of("pre"), {});
    is_after_pre_ = false; // unlike in <pre>, a first line feed counts
    text(raw, false);
    close_block(rule_of("pre"));
}

void BalancedMarkup::line_break() {
    if (is_in_table_structure()) return;
    close_implied_list();
    breaks_line_ = false;
    out_ += "<br>";
}

void BalancedMarkup::word_break() { flow() += "<wbr>"; }

void BalancedMarkup::rule() {
    if (is_in_table_structure()) return;
    inlines_.close(out_);
    close_implied_list();
    close_directly(Role::paragraph);
    out_ += "<hr>";
    solid_ = line_ = out_.size();
    breaks_line_ = false;
}

void BalancedMarkup::part(const ElementRule& element, std::string_view attributes) {
    if (element.role == Role::column) {
        if (innermost(Role::table) == nowhere) return;
        while (top() != Role::table && top() != Role::column_group) pop();
        if (top() == Role::table) imply("colgroup");
    } else if (top() != Role::media || (element.role == Role::track && !blocks_.back().has_source)) {
        return;
    }
    inlines_.close(out_);
    if (element.role == Role::source) blocks_.back().has_source = true;
    append_start_tag(out_, element.written, attributes);
    solid_ = out_.size();
}

std::string BalancedMarkup::finish() {
    pop_to(0);
    return std::move(out_);
}

// Blocks

void BalancedMarkup::open_block(const ElementRule& element, std::string_view attributes) {
    inlines_.close(out_);
    if (is_in_table_structure()) {
        if (element.role == Role::table) {
            pop_to(innermost(Role::table)); // a table directly in a table ends it (HTML §13.2.6.4.9)
        } else {
            imply_cell();
        }
    }
    if (element.role == Role::list_item || element.role == Role::description)
        return open_list_item(element, attributes);
    close_implied_list();
    if (element.role != Role::media) close_directly(Role::paragraph);
    if (element.role == Role::heading) close_directly(Role::heading);
    if (blocks_.size() >= deepest_block) return;
    const bool is_misplaced = !element.only_in.empty() && !is_in_scope(rule_of(element.only_in));
    push(element, is_misplaced ? rule_of("div") : element, attributes);
}

/// An item ends the one before it, unless another list has begun in between (HTML §13.2.6.4.7). An item outside any
/// list gets one.
void BalancedMarkup::open_list_item(const ElementRule& element, std::string_view attributes) {
    const Role list = element.role == Role::list_item ? Role::list : Role::description_list;
    if (top() != list) close_implied_list();
    for (std::size_t i = blocks_.size(); i-- > 0;) {
        const Role role = blocks_[i].element->role;
        if (role == element.role) pop_to(i);
        if (role != Role::division && role != Role::paragraph && role != Role::media) break;
    }
    close_directly(Role::paragraph);
    const bool needs_list = !as_written_ && !is_in_list(list);
    if (blocks_.size() + (needs_list ? 1 : 0) >= deepest_block) return; // a second pass counts the list, too
    if (needs_list) imply(list == Role::list ? "ul" : "dl");
    push(element, element, attributes);
}

void BalancedMarkup::open_table_part(const ElementRule& element, std::string_view attributes) {
    if (innermost(Role::table) == nowhere) {
        if (const ElementRule* lone = lone_table_parts.find(element.name); as_written_ && lone != nullptr) {
            inlines_.close(out_);
            close_directly(Role::paragraph);
            if (blocks_.size() < deepest_block) push(element, *lone, attributes);
        }
        return;
    }
    inlines_.close(out_);
    const auto may_hold = [role = element.role](Role outer) {
        if (outer == Role::table) return true;
        if (role == Role::row) return outer == Role::row_group;
        return role == Role::cell && (outer == Role::row_group || outer == Role::row);
    };
    while (!may_hold(top())) pop();
    if (element.role == Role::row || element.role == Role::cell) imply_row_group();
    if (element.role == Role::cell && top() == Role::row_group) imply("tr");
    push(element, element, attributes);
    if (element.role == Role::cell) solid_ = out_.size(); // an empty cell has its place
}

void BalancedMarkup::imply_row_group() {
    if (top() == Role::table) imply("tbody");
}

/// Text directly in a table, which browsers would move out of it, gets a cell.
void BalancedMarkup::imply_cell() {
    if (top() == Role::column_group) pop();
    imply_row_group();
    if (top() == Role::row_group) imply("tr");
    imply("td");
}

void BalancedMarkup::close_block(const ElementRule& element) {
    const bool is_open =
        element.role == Role::heading ? open_with(Role::heading) > 0 : open_tags_[index_of(element)] > 0;
    if (!is_open) return; // without looking at each block
    const bool is_part = is_table_part(element.role) || element.role == Role::table;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
        const Role role = blocks_[i].element->role;
        if (ends(element, *blocks_[i].tag)) return pop_to(i);
        if (is_part ? role == Role::table : is_scope(role)) return;
        if (element.role == Role::list_item && role == Role::list) return;
    }
}

/// Closes the innermost block if it has that role. Media do not count: they may turn out to have nothing to play.
void BalancedMarkup::close_directly(Role role) {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
        if (blocks_[i].element->role == role) return pop_to(i);
        if (blocks_[i].element->role != Role::media) return;
    }
}

void BalancedMarkup::close_implied_list() {
    const bool is_list = top() == Role::list || top() == Role::description_list;
    if (is_list && blocks_.back().is_implied) pop();
}

void BalancedMarkup::push(const ElementRule& tag, const ElementRule& element, std::string_view attributes) {
    Block block{.tag = &tag, .element = &element, .start = out_.size(), .content = 0, .line_before = line_};
    append_start_tag(out_, element.written, attributes);
    block.content = out_.size();
    if (element.role == Role::media) {
        block.has_source = attributes.contains(" src=\"");
        if (block.has_source) solid_ = out_.size();
    } else {
        line_ = out_.size();
        breaks_line_ = false;
    }
    is_after_pre_ = element.role == Role::preformatted;
    blocks_.push_back(block);
    count(block, 1);
}

void BalancedMarkup::count(const Block& block, int change) {
    const auto add = [change](std::uint16_t& number) { number = static_cast<std::uint16_t>(number + change); };
    add(open_tags_[index_of(*block.tag)]);
    add(open_roles_[static_cast<std::size_t>(block.element->role)]);
}

void BalancedMarkup::imply(std::string_view name) {
    push(rule_of(name), rule_of(name), {});
    blocks_.back().is_implied = true;
}

void BalancedMarkup::pop_to(std::size_t size) {
    inlines_.close(out_);
    while (blocks_.size() > size) pop();
}

void BalancedMarkup::pop() {
    inlines_.close(out_);
    const Block block = blocks_.back();
    blocks_.pop_back();
    count(block, -1);
    inlines_.leave_block(blocks_.size(), block.element->role == Role::cell || block.element->role == Role::caption);
    const bool is_kept = as_written_ && block.tag->name == block.element->written && block.element->role != Role::media;
    if (solid_ <= block.start && !is_kept) return take_back(block);
    if (block.element->role == Role::media) {
        block.has_source ? append_end_tag(out_, block.element->written) : unwrap(block);
        return;
    }
    append_end_tag(out_, block.element->written);
    line_ = out_.size();
    breaks_line_ = false;
}

/// Removes a block without visible content; the texts around it stay apart.
void BalancedMarkup::take_back(const Block& block) {
    out_.resize(block.start);
    line_ = block.line_before;
    if (block.element->role != Role::media && solid_ > line_) breaks_line_ = true;
}

/// Removes the tag of media that have nothing to play; what was to be shown instead of them stays.
void BalancedMarkup::unwrap(const Block& block) {
    const std::size_t length = block.content - block.start;
    out_.erase(block.start, length);
    solid_ -= length;
    if (line_ > block.start) line_ -= length;
}

// What is open

Role BalancedMarkup::top() const { return blocks_.empty() ? Role::dropped : blocks_.back().element->role; }

bool BalancedMarkup::is_in_table_structure() const {
    const Role role = top();
    return role == Role::table || role == Role::column_group || role == Role::row_group || role == Role::row;
}

bool BalancedMarkup::is_in_scope(const ElementRule& element) const {
    if (open_with(element.role) == 0) return false;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
        if (blocks_[i].element == &element) return true;
        if (is_scope(blocks_[i].element->role)) return false;
    }
    return false;
}

bool BalancedMarkup::is_in_list(Role list) const {
    if (open_with(list) == 0) return false;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
        if (blocks_[i].element->role == list) return true;
        if (is_scope(blocks_[i].element->role)) return false;
    }
    return false;
}

bool BalancedMarkup::in_paragraph() const { return top() == Role::paragraph; }

std::size_t BalancedMarkup::innermost(Role role) const {
    if (open_with(role) == 0) return nowhere;
    std::size_t i = blocks_.size();
    while (i > 0 && blocks_[i - 1].element->role != role) --i;
    return i == 0 ? nowhere : i - 1;
}

/// How many blocks are open up to the innermost cell or caption, that one included.
std::size_t BalancedMarkup::blocks_around_cell() const {
    if (open_with(Role::cell) + open_with(Role::caption) == 0) return 0;
    std::size_t i = blocks_.size();
    while (i > 0 && blocks_[i - 1].element->role != Role::cell && blocks_[i - 1].element->role != Role::caption) --i;
    return i;
}

} // namespace arna

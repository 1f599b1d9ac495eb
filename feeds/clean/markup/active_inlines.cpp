#include "feeds/clean/markup/active_inlines.hpp"

#include "feeds/clean/markup/escape.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_inlines = 64;

/// Whether an inline element says anything with these attributes.
bool is_worth_writing(const ElementRule& element, std::string_view attributes) {
    if (element.written.empty()) return false;
    if (element.role == Role::link) return attributes.contains(" href=\"");
    if (element.written == "bdo") return attributes.contains(" dir=\"");
    return element.written != "span" || !attributes.empty();
}

} // namespace

void ActiveInlines::begin(std::string& out, const ElementRule& element, std::string_view attributes,
                          std::size_t blocks) {
    bool is_written = as_written_ ? !element.written.empty() : is_worth_writing(element, attributes);
    if (is_written && (element.role == Role::link || element.role == Role::ruby)) forget(out, find(element.role));
    if (element.role == Role::formatting && attributes.empty() && holds_written(element.written)) is_written = false;
    if (element.role == Role::ruby_text) {
        if (find(Role::ruby) == inlines_.size()) return;
        forget(out, find(Role::ruby_text));
    }
    if (inlines_.size() >= most_inlines) return;
    if (inlines_.empty()) tags_.clear();
    const std::size_t tag = tags_.size();
    if (is_written) append_start_tag(tags_, element.written, attributes);
    inlines_.push_back({.element = &element, .blocks = blocks, .tag = tag, .size = tags_.size() - tag});
}

void ActiveInlines::end(std::string& out, const ElementRule& element, std::size_t blocks_around_cell,
                        bool keeps_empty) {
    for (std::size_t i = inlines_.size(); i-- > 0;) {
        if (inlines_[i].element != &element) continue;
        if (inlines_[i].blocks < blocks_around_cell) return;
        if (keeps_empty && !inlines_[i].was_opened && element.name == element.written) open(out);
        return forget(out, i);
    }
}

void ActiveInlines::open(std::string& out) {
    for (; open_ < inlines_.size(); ++open_) {
        Inline& next = inlines_[open_];
        if (std::exchange(next.was_opened, true)) {
            if (next.size > budget_) budget_ = next.size = 0; // what is in it goes, too: no <rt> without its <ruby>
            budget_ -= next.size;
        }
        out.append(tags_, next.tag, next.size);
    }
}

void ActiveInlines::leave_block(std::size_t blocks, bool is_cell) {
    std::erase_if(inlines_, [&](Inline& one) {
        if (one.blocks <= blocks) return false;
        one.blocks = blocks;
        return is_cell || one.element->role != Role::formatting;
    });
}

void ActiveInlines::close_down_to(std::string& out, std::size_t count) {
    while (open_ > count) {
        const Inline& last = inlines_[--open_];
        if (last.size > 0) append_end_tag(out, last.element->written);
    }
}

/// Ends one, which need not be the innermost: what is in it is opened again later. A ruby takes its texts along.
void ActiveInlines::forget(std::string& out, std::size_t index) {
    if (index >= inlines_.size()) return;
    close_down_to(out, index);
    const bool is_ruby = inlines_[index].element->role == Role::ruby;
    const auto after = inlines_.erase(inlines_.begin() + static_cast<std::ptrdiff_t>(index));
    if (!is_ruby) return;
    const auto is_ruby_text = [](const Inline& one) { return one.element->role == Role::ruby_text; };
    inlines_.erase(std::remove_if(after, inlines_.end(), is_ruby_text), inlines_.end());
}

/// Index of the first written one of that role; the size if there is none.
std::size_t ActiveInlines::find(Role role) const {
    const auto is_it = [role](const Inline& one) { return one.element->role == role && one.size > 0; };
    return static_cast<std::size_t>(std::ranges::find_if(inlines_, is_it) - inlines_.begin());
}

bool ActiveInlines::holds_written(std::string_view name) const {
    return std::ranges::any_of(inlines_,
                               [name](const Inline& one) { return one.element->written == name && one.size > 0; });
}

} // namespace arna

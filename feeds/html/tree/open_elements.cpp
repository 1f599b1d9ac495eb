#include "feeds/html/tree/open_elements.hpp"

#include "feeds/html/tree/element_traits.hpp"

#include <algorithm>

namespace arna {
namespace {

/// Whether it is one of the elements of SVG and MathML that end a scope, and are special.
bool ends_foreign_scope(const OpenElement& element) {
    if (element.space == HtmlNamespace::math) {
        return element.is_math_point || element.tag == HtmlTag::annotation_xml;
    }
    return element.is_html_point;
}

} // namespace

void OpenElements::push(const OpenElement& element) {
    const auto place = static_cast<Place>(elements_.size());
    const bool is_html = element.space == HtmlNamespace::html;
    const bool is_barrier = !is_html && ends_foreign_scope(element);
    const ElementTraits& traits = traits_of(element.tag);
    Marks marks = marks_.empty() ? Marks{} : marks_.back();
    if (is_html ? traits.is_special : is_barrier) marks.special = place;
    if (is_html ? traits.ends_scope : is_barrier) marks.scope = place;
    if (is_html) marks.html = place;
    const std::size_t name = key(element.lower_tag, element.space);
    if (name >= topmost_.size()) topmost_.resize(std::max<std::size_t>(name + 1, 512));
    marks.same_below = topmost_[name];
    topmost_[name] = static_cast<Place>(place + 1);
    elements_.push_back(element);
    marks_.push_back(marks);
}

void OpenElements::pop() {
    const OpenElement& element = elements_.back();
    topmost_[key(element.lower_tag, element.space)] = marks_.back().same_below;
    elements_.pop_back();
    marks_.pop_back();
}

void OpenElements::pop_down_to(std::size_t size) {
    while (elements_.size() > size) pop();
}

void OpenElements::insert(std::size_t at, const OpenElement& element) {
    const std::vector<OpenElement> above(elements_.begin() + static_cast<std::ptrdiff_t>(at), elements_.end());
    pop_down_to(at);
    push(element);
    for (const OpenElement& each : above) push(each);
}

void OpenElements::remove(std::size_t at) {
    const std::vector<OpenElement> above(elements_.begin() + static_cast<std::ptrdiff_t>(at) + 1, elements_.end());
    pop_down_to(at);
    for (const OpenElement& each : above) push(each);
}

std::size_t OpenElements::find(NodeId node, HtmlTag tag) const {
    std::size_t at = find(tag);
    while (at != nowhere && elements_[at].node != node) at = static_cast<std::size_t>(marks_[at].same_below) - 1;
    return at;
}

bool OpenElements::is_above(std::size_t at, HtmlTag tag) const {
    const std::size_t other = find(tag);
    return other == nowhere || at >= other;
}

bool OpenElements::is_in_list_scope(HtmlTag tag) const {
    const std::size_t at = find(tag);
    return is_in_scope(at) && is_above(at, HtmlTag::ol) && is_above(at, HtmlTag::ul);
}

bool OpenElements::is_in_button_scope(HtmlTag tag) const {
    const std::size_t at = find(tag);
    return is_in_scope(at) && is_above(at, HtmlTag::button);
}

bool OpenElements::is_in_table_scope(HtmlTag tag) const {
    const std::size_t at = find(tag);
    return at != nowhere && is_above(at, HtmlTag::table) && is_above(at, HtmlTag::template_);
}

} // namespace arna

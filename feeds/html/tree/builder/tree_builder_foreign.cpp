// Tree construction in SVG and MathML: §13.2.6.5.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/html/tree/foreign_names.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr std::array math_points = {HtmlTag::mi, HtmlTag::mo, HtmlTag::mn, HtmlTag::ms, HtmlTag::mtext};
constexpr std::array html_points = {HtmlTag::foreign_object, HtmlTag::desc, HtmlTag::title};

bool has_html(std::span<const HtmlAttribute> attributes) {
    return std::ranges::any_of(attributes, [](const HtmlAttribute& each) {
        return each.name == "encoding" &&
               (equals_lower(each.value, "text/html") || equals_lower(each.value, "application/xhtml+xml"));
    });
}

} // namespace

/// Whether an element is an "integration point", in which HTML stands.
void TreeBuilder::set_points(OpenElement& element, std::span<const HtmlAttribute> attributes) {
    if (element.space == HtmlNamespace::math) {
        element.is_math_point = std::ranges::find(math_points, element.tag) != math_points.end();
        element.is_html_point = element.tag == HtmlTag::annotation_xml && has_html(attributes);
    } else if (element.space == HtmlNamespace::svg) {
        element.is_html_point = std::ranges::find(html_points, element.tag) != html_points.end();
    }
}

bool TreeBuilder::is_html_for_start(const Tag& tag) const {
    const OpenElement& element = current();
    if (element.is_math_point && tag.tag != HtmlTag::mglyph && tag.tag != HtmlTag::malignmark) return true;
    const bool is_annotation = element.space == HtmlNamespace::math && element.tag == HtmlTag::annotation_xml;
    return element.is_html_point || (is_annotation && tag.tag == HtmlTag::svg);
}

bool TreeBuilder::is_html_for_text() const { return current().is_math_point || current().is_html_point; }

/// The tag of an element in SVG or MathML, of its name in lower case.
HtmlTag TreeBuilder::tag_in(HtmlNamespace space, HtmlTag lower_tag) {
    if (space != HtmlNamespace::svg) return lower_tag;
    const std::string_view lower = tree_.name(lower_tag);
    const std::string_view name = svg_element_name(lower);
    if (name.data() == lower.data()) return lower_tag;
    return name == "foreignObject" ? HtmlTag::foreign_object : unlisted_tag(name, true);
}

void TreeBuilder::text_in_foreign(Run& run) {
    const bool is_blank = std::ranges::all_of(run.text, [](char c) { return is_html_space(c) || c == '\0'; });
    if (!is_blank) is_frameset_ok_ = false;
    replace_nulls(run);
    insert_text(run);
}

/// Inserts an element of SVG or MathML and opens it.
void TreeBuilder::insert_foreign(const Tag& tag, HtmlNamespace space) {
    OpenElement element{.tag = tag_in(space, tag.tag), .lower_tag = tag.tag, .space = space};
    element.node = create_element(element.tag, tag.attributes, space);
    attach(element.node, insertion_spot());
    if (tag.is_self_closing) return;
    set_points(element, tree_.attributes(element.node));
    open(element);
}

/// False if the tag is one of HTML's, which ends SVG or MathML.
bool TreeBuilder::start_in_foreign(const Tag& tag) {
    bool leaves = traits_of(tag.tag).leaves_foreign;
    if (tag.tag == HtmlTag::font) {
        leaves = std::ranges::any_of(tag.attributes, [](const Attribute& each) {
            return equals_lower(each.name, "color") || equals_lower(each.name, "face") ||
                   equals_lower(each.name, "size");
        });
    }
    if (leaves) {
        leave_foreign();
        return false;
    }
    insert_foreign(tag, current().space);
    return true;
}

/// False if it closes nothing of SVG or MathML.
bool TreeBuilder::end_in_foreign(const Tag& tag) {
    if (tag.tag == HtmlTag::br || tag.tag == HtmlTag::p) {
        leave_foreign();
        return false;
    }
    if (open_.size() == 1) return true; // the root of a fragment within SVG or MathML
    const std::size_t at = open_.find_foreign(tag.tag);
    if (at == OpenElements::nowhere || at < open_.topmost_html()) return false;
    open_.pop_down_to(at);
    return true;
}

void TreeBuilder::leave_foreign() {
    while (open_.top().space != HtmlNamespace::html && !open_.top().is_math_point && !open_.top().is_html_point) {
        open_.pop();
    }
}

} // namespace arna

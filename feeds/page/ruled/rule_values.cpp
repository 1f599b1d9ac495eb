#include "feeds/page/ruled/rule_values.hpp"

#include "feeds/clean/markup/escape.hpp"
#include "feeds/html/srcset.hpp"
#include "feeds/html/void_element.hpp"
#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/ruled/ruled_date.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_address = 8 << 10;
constexpr std::size_t longest_markup = 1 << 20; ///< of one item; what goes on behind it is left out

/// Attributes that say for programs what an element says for people.
constexpr auto date_attributes = std::to_array<std::string_view>({"datetime", "content", "data-datetime", "title"});
constexpr auto picture_attributes =
    std::to_array<std::string_view>({"data-src", "data-lazy-src", "data-original", "data-full", "data-bg", "src"});
constexpr auto picture_sets = std::to_array<std::string_view>({"data-srcset", "srcset"});

/// The address in "background-image: url('/a.jpg')"; empty where there is none.
std::string_view address_in_style(std::string_view style) {
    const auto begin = style.find("url(");
    if (begin == std::string_view::npos) return {};
    style.remove_prefix(begin + 4);
    const auto address = trim_html_space(style.substr(0, style.find(')')));
    return trim(address, [](char c) { return c == '"' || c == '\'' || is_html_space(c); });
}

std::string_view first_of_set(std::string_view set) {
    const auto candidates = image_candidates(set);
    return candidates.empty() ? std::string_view() : candidates.front().url;
}

bool is_picture(HtmlTag tag) { return tag == HtmlTag::img || tag == HtmlTag::source; }

bool is_unwritten(const HtmlTree& tree, NodeId id) {
    const HtmlTag tag = tree[id].tag;
    return tag == HtmlTag::script || tag == HtmlTag::style || tag == HtmlTag::template_ ||
           tag >= HtmlTag::first_unlisted;
}

bool is_plain_name(std::string_view name) {
    return !name.starts_with("on") && name.find_first_of("\"'<>= \t\n\r\f/") == std::string_view::npos;
}

void append_tag(std::string& out, const HtmlTree& tree, NodeId id) {
    out += '<';
    out += tree.name(id);
    for (const HtmlAttribute& attribute : tree.attributes(id))
        if (is_plain_name(attribute.name) && attribute.value.size() <= longest_address)
            append_attribute(out, attribute.name, attribute.value);
    out += '>';
}

} // namespace

void append_markup(std::string& out, const HtmlTree& tree, NodeId element) {
    std::vector<NodeId> open;
    const auto close_before = [&](std::uint32_t i) {
        for (; !open.empty() && index_of(tree[open.back()].end) <= i; open.pop_back()) {
            out += "</";
            out += tree.name(open.back());
            out += '>';
        }
    };
    const std::uint32_t end = index_of(tree[element].end);
    for (std::uint32_t i = index_of(element); i < end;) {
        close_before(i);
        const NodeId id{i++};
        if (tree[id].kind == NodeKind::text) {
            append_escaped_text(out, tree[id].text, false);
        } else if (tree[id].kind == NodeKind::element && is_unwritten(tree, id)) {
            i = index_of(tree[id].end);
        } else if (tree[id].kind == NodeKind::element) {
            append_tag(out, tree, id);
            if (!is_void_element(tree.name(id))) open.push_back(id);
        }
    }
    close_before(end);
}

bool RuleValues::spend_on(NodeId element) {
    const auto nodes = index_of(page_.tree()[element].end) - index_of(element);
    return budget_.spend(nodes) && budget_.spend_on_text(page_.amount(element).letters);
}

std::string RuleValues::line_of(NodeRef node) {
    const HtmlTree& tree = page_.tree();
    if (!node.is_attribute() && tree.is_element(node.node())) {
        if (tree.is(node.node(), HtmlTag::meta))
            return collapse_space(xml_characters(tree.value(node.node(), "content")));
        if (!spend_on(node.node())) return {};
        auto shown = page_.line(node.node(), page_limits::field_bytes);
        if (!shown.empty()) return shown; // what is hidden, only where nothing else is
    }
    const auto text = run_.text_of(node);
    return collapse_space(xml_characters(utf8_beginning(text, page_limits::field_bytes)));
}

std::vector<std::string> RuleValues::lines(const Selector& rule, NodeId from) {
    const Selection found = select(rule, from);
    std::vector<std::string> lines;
    if (found.value) {
        lines.push_back(collapse_space(xml_characters(utf8_beginning(*found.value, page_limits::field_bytes))));
    } else {
        for (const NodeRef node : found.nodes) {
            if (lines.size() >= page_limits::labels) break;
            lines.push_back(line_of(node));
        }
    }
    std::erase(lines, "");
    return lines;
}

std::string RuleValues::line(const Selector& rule, NodeId from) {
    const Selection found = select(rule, from);
    if (found.value) return collapse_space(xml_characters(utf8_beginning(*found.value, page_limits::field_bytes)));
    for (const NodeRef node : found.nodes)
        if (auto text = line_of(node); !text.empty()) return text;
    return {};
}

std::string RuleValues::absolute(std::string_view address) const {
    address = trim_html_space(address);
    if (address.empty() || address.size() > longest_address) return {};
    auto url = resolve_url(address, page_.base());
    return is_http_url(url) ? url : std::string();
}

std::string RuleValues::link_of(NodeId element) {
    const HtmlTree& tree = page_.tree();
    if (auto url = page_.address(element, "href"); !url.empty()) return url;
    if (tree.is(element, HtmlTag::meta)) return page_.address(element, "content");
    if (!spend_on(element)) return {};
    for (std::uint32_t i = index_of(element) + 1; i < index_of(tree[element].end); ++i)
        if (tree.is(NodeId{i}, HtmlTag::a))
            if (auto url = page_.address(NodeId{i}, "href"); !url.empty()) return url;
    const NodeId around = page_.ancestor(element, HtmlTag::a);
    return around == no_node ? std::string() : page_.address(around, "href");
}

std::string RuleValues::link(const Selector& rule, NodeId from) {
    const Selection found = select(rule, from);
    if (found.value) return absolute(*found.value);
    for (const NodeRef node : found.nodes) {
        const bool is_element = !node.is_attribute() && page_.tree().is_element(node.node());
        if (auto url = is_element ? link_of(node.node()) : absolute(run_.text_of(node)); !url.empty()) return url;
    }
    return {};
}

std::string RuleValues::picture_of(NodeId element) const {
    const HtmlTree& tree = page_.tree();
    if (tree.is(element, HtmlTag::meta)) return page_.address(element, "content");
    for (const std::string_view attribute : picture_attributes)
        if (auto url = page_.address(element, attribute); !url.empty()) return url;
    for (const std::string_view attribute : picture_sets)
        if (auto url = absolute(first_of_set(tree.value(element, attribute))); !url.empty()) return url;
    return absolute(address_in_style(tree.value(element, "style")));
}

std::string RuleValues::picture_in(NodeId element) {
    if (auto url = picture_of(element); !url.empty() || !spend_on(element)) return url;
    const HtmlTree& tree = page_.tree();
    for (std::uint32_t i = index_of(element) + 1; i < index_of(tree[element].end); ++i)
        if (is_picture(tree[NodeId{i}].tag) || tree.attribute(NodeId{i}, "style"))
            if (auto url = picture_of(NodeId{i}); !url.empty()) return url;
    return page_.address(element, "href");
}

std::string RuleValues::picture(const Selector& rule, NodeId from) {
    const Selection found = select(rule, from);
    const auto of_text = [&](std::string_view text) {
        if (const auto in_style = address_in_style(text); !in_style.empty()) text = in_style;
        const auto address = trim_html_space(text);
        return absolute(address.find_first_of(" \t\n,") == std::string_view::npos ? address : first_of_set(address));
    };
    if (found.value) return of_text(*found.value);
    for (const NodeRef node : found.nodes) {
        const bool is_element = !node.is_attribute() && page_.tree().is_element(node.node());
        if (auto url = is_element ? picture_in(node.node()) : of_text(run_.text_of(node)); !url.empty()) return url;
    }
    return {};
}

std::optional<Time> RuleValues::date_of(std::string_view text, const std::optional<DatePattern>& pattern) const {
    return ruled_date(text, pattern, dates_);
}

std::optional<Time> RuleValues::date_of(NodeId element, const std::optional<DatePattern>& pattern) {
    const std::string text = line_of(NodeRef(element));
    if (pattern)
        if (const auto date = pattern->find(text, dates_)) return moment_of(*date, dates_);
    if (!spend_on(element)) return std::nullopt;
    const HtmlTree& tree = page_.tree();
    NodeId holder = element; // a time in it says the same for programs
    for (std::uint32_t i = index_of(element); i < index_of(tree[element].end); ++i)
        if (tree.is(NodeId{i}, HtmlTag::time)) {
            holder = NodeId{i};
            break;
        }
    for (const std::string_view attribute : date_attributes)
        if (const auto date = read_machine_date(tree.value(holder, attribute))) return moment_of(*date, dates_);
    return date_of(text, pattern);
}

std::optional<Time> RuleValues::date(const Selector& rule, const std::optional<DatePattern>& pattern, NodeId from) {
    const Selection found = select(rule, from);
    if (found.value) return date_of(*found.value, pattern);
    for (const NodeRef node : found.nodes) {
        const bool is_element = !node.is_attribute() && page_.tree().is_element(node.node());
        if (const auto time = is_element ? date_of(node.node(), pattern) : date_of(run_.text_of(node), pattern))
            return time;
    }
    return std::nullopt;
}

std::vector<NodeId> RuleValues::elements(const Selector& rule, NodeId from) {
    std::vector<NodeId> elements;
    for (const NodeRef node : select(rule, from).nodes) {
        if (node.is_attribute() || !page_.tree().is_element(node.node())) continue;
        if (elements.empty() || !page_.tree().is_within(node.node(), elements.back())) elements.push_back(node.node());
    }
    return elements;
}

std::string RuleValues::markup(const Selector& rule, NodeId from) {
    const Selection found = select(rule, from);
    std::string out;
    const auto append_text = [&](std::string_view text) {
        out += "<p>";
        append_escaped_text(out, utf8_beginning(text, page_limits::field_bytes), false);
        out += "</p>";
    };
    if (found.value && !found.value->empty()) append_text(*found.value);
    NodeId last = no_node;
    for (const NodeRef node : found.nodes) {
        const bool is_element = !node.is_attribute() && page_.tree().is_element(node.node());
        if (last != no_node && page_.tree().is_within(node.node(), last)) continue;
        if (out.size() > longest_markup || budget_.is_spent()) break;
        if (is_element) {
            last = node.node();
            const auto begin = out.size();
            if (spend_on(last)) append_markup(out, page_.tree(), last);
            budget_.spend_on_text(out.size() - begin);
        } else {
            append_text(run_.text_of(node));
        }
    }
    return out;
}

} // namespace arna

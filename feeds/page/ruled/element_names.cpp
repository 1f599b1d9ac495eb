#include "feeds/page/ruled/element_names.hpp"

#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

constexpr std::size_t most_classes = 4;
constexpr std::size_t longest_name = 64;

std::vector<std::string_view> classes_of(const HtmlTree& tree, NodeId element) {
    std::vector<std::string_view> classes;
    std::string_view list = tree.value(element, "class").substr(0, 1024);
    for (auto name = take_word(list); !name.empty() && classes.size() < most_classes; name = take_word(list))
        if (name.size() <= longest_name) classes.push_back(name);
    return classes;
}

/// An id that numbers what it names ("post-1045") names one page's element alone.
bool is_telling(std::string_view id) {
    return !id.empty() && id.size() <= longest_name && std::ranges::none_of(id, is_ascii_digit) &&
           std::ranges::none_of(id, is_html_space);
}

std::vector<std::string> own_selectors(const HtmlTree& tree, NodeId element) {
    std::vector<std::string> selectors;
    if (const auto id = tree.value(element, "id"); is_telling(id)) selectors.push_back('#' + css_identifier(id));
    for (const std::string_view name : classes_of(tree, element))
        selectors.push_back(fmt::format("{}.{}", tree.name(element), css_identifier(name)));
    return selectors;
}

} // namespace

std::string css_identifier(std::string_view name) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool is_plain = is_ascii_letter(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
        const bool is_first = i == 0 || (i == 1 && name[0] == '-');
        if (is_ascii_digit(c) && is_first)
            text += fmt::format("\\3{} ", c);
        else if (is_plain || is_ascii_digit(c))
            text += c;
        else
            text.append(1, '\\').append(1, c);
    }
    return text == "-" ? "\\-" : text;
}

std::vector<std::string> element_selectors(const HtmlTree& tree, NodeId element) {
    auto selectors = own_selectors(tree, element);
    if (!selectors.empty() || tree.name(element).empty()) return selectors;
    const NodeId parent = tree[element].parent;
    if (parent == no_node || !tree.is_element(parent)) return {};
    for (std::string& around : own_selectors(tree, parent))
        selectors.push_back(fmt::format("{} > {}", around, tree.name(element)));
    return selectors;
}

} // namespace arna

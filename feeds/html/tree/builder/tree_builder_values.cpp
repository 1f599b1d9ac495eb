// Names, attributes and text of a tree: what §13.2.5 does to single characters, and references.
#include "feeds/html/tree/builder/tree_builder.hpp"
#include "feeds/html/tree/foreign_names.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/byte_block.hpp"

#include <algorithm>
#include <iterator>

namespace arna {
namespace {

/// How many further tags `html` and `body` give attributes to their elements.
constexpr std::size_t most_merged_tags = 64;

/// Tags with no more attributes are searched for doubles one by one.
constexpr std::size_t few_attributes = 16;

bool is_ready_name(std::string_view name) {
    bool is_ready = true; // without a way out, names are short
    for (const char c : name) is_ready &= c != '\0' && static_cast<unsigned char>(c - 'A') > 'Z' - 'A';
    return is_ready;
}

bool holds_name(std::span<const HtmlAttribute> attributes, std::string_view name) {
    return std::ranges::any_of(attributes, [name](const HtmlAttribute& each) { return each.name == name; });
}

/// A name in lower case and without U+0000.
void lower_into(std::string& out, std::string_view name) {
    out.clear();
    for (const char c : name) c == '\0' ? out += "\uFFFD" : out += ascii_lower(c);
}

} // namespace

/// What a further `<html>` or `<body>` gives to the element.
void TreeBuilder::add_missing_attributes(NodeId id, std::span<const Attribute> attributes) {
    if (attributes.empty() || ++merged_tags_ > most_merged_tags) return;
    HtmlNode& element = node(id);
    const auto old = tree_.attributes(id);
    const std::vector<HtmlAttribute> before(old.begin(), old.end());
    HtmlNode added;
    keep_attributes(added, attributes);
    const std::vector<HtmlAttribute> more(tree_.attributes_.end() - added.attribute_count, tree_.attributes_.end());
    tree_.attributes_.resize(added.first_attribute);
    tree_.attributes_.insert(tree_.attributes_.end(), before.begin(), before.end());
    for (const HtmlAttribute& attribute : more) {
        if (!tree_.attribute(id, attribute.name)) tree_.attributes_.push_back(attribute);
    }
    element.first_attribute = added.first_attribute;
    element.attribute_count = static_cast<std::uint16_t>(tree_.attributes_.size() - added.first_attribute);
}

/// Gives a node the attributes of a tag, the first of each name.
void TreeBuilder::keep_attributes(HtmlNode& element, std::span<const Attribute> attributes) {
    auto& kept = tree_.attributes_;
    const std::size_t first = kept.size();
    if (first + attributes.size() > HtmlTree::most_tree_attributes) {
        tree_.cuts_.attributes = true;
        return;
    }
    element.first_attribute = static_cast<std::uint32_t>(first);
    const bool are_few = attributes.size() <= few_attributes;
    for (const Attribute& attribute : attributes) {
        std::string_view name = kept_name(attribute.name);
        if (element.space != HtmlNamespace::html) name = foreign_attribute_name(element.space, name);
        if (are_few && holds_name(std::span(kept).subspan(first), name)) continue;
        if (is_plain(attribute.value)) {
            kept.push_back({name, attribute.value});
        } else {
            Run value = decoded(attribute.value, true, CharRefPlace::attribute);
            replace_nulls(value);
            kept.push_back({name, value.is_input ? value.text : tree_.text_.keep(value.text)});
        }
    }
    if (attributes.size() > few_attributes) drop_doubles(first);
    element.attribute_count = static_cast<std::uint16_t>(kept.size() - first);
}

/// Drops attributes, from `first` on, whose name an earlier one has; in less than quadratic time.
void TreeBuilder::drop_doubles(std::size_t first) {
    auto& kept = tree_.attributes_;
    std::vector<std::size_t> order(kept.size() - first);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = first + i;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const int names = kept[a].name.compare(kept[b].name);
        return names != 0 ? names < 0 : a < b;
    });
    std::vector<bool> is_double(order.size());
    for (std::size_t i = 1; i < order.size(); ++i) {
        is_double[order[i] - first] = kept[order[i]].name == kept[order[i - 1]].name;
    }
    std::size_t end = first;
    for (std::size_t i = first; i < kept.size(); ++i) {
        if (!is_double[i - first]) kept[end++] = kept[i];
    }
    kept.resize(end);
}

/// The tag of a name as it stands in the input. Names that are not listed get one of their own if `is_new_kept`, else
/// none.
HtmlTag TreeBuilder::tag_of(std::string_view name, bool is_new_kept) {
    const HtmlTag listed = listed_tag(name);
    if (listed != HtmlTag::none && listed != HtmlTag::foreign_object) return listed;
    lower_into(lower_, name);
    return unlisted_tag(lower_, is_new_kept);
}

HtmlTag TreeBuilder::unlisted_tag(std::string_view name, bool is_new_kept) {
    if (const auto known = unlisted_.find(name); known != unlisted_.end()) return known->second;
    if (!is_new_kept) return HtmlTag::none;
    const auto tag =
        static_cast<HtmlTag>(static_cast<std::size_t>(HtmlTag::first_unlisted) + tree_.unlisted_names_.size());
    tree_.unlisted_names_.push_back(tree_.text_.keep(name));
    unlisted_.emplace(tree_.unlisted_names_.back(), tag);
    return tag;
}

/// An attribute's name in lower case, which lasts as long as the tree.
std::string_view TreeBuilder::kept_name(std::string_view raw) {
    if (is_ready_name(raw)) return raw;
    lower_into(lower_, raw);
    return tree_.text_.keep(lower_);
}

/// Whether a piece of the input means what it is. Pieces come in the order of the input, so that each byte is looked at
/// once.
bool TreeBuilder::is_plain(std::string_view raw) {
    if (raw.empty()) return true; // it may view nothing
    const auto begin = static_cast<std::size_t>(raw.data() - input_.data());
    if (next_special_ < begin) next_special_ = find_any<'&', '\r', '\0'>(input_, begin);
    return next_special_ >= begin + raw.size();
}

/// What a piece of the input means; U+0000 stays. The result lasts until the next call if it is not the input.
TreeBuilder::Run TreeBuilder::decoded(std::string_view raw, bool has_references, CharRefPlace place) {
    if (is_plain(raw)) return {.text = raw};
    const bool has_null = raw.find('\0') != std::string_view::npos;
    if (!has_references && !has_null && raw.find('\r') == std::string_view::npos) return {.text = raw};
    decoded_.clear();
    if (has_references) {
        append_decoded(decoded_, raw, place);
    } else {
        for (std::size_t i = 0; i < raw.size(); ++i) {
            if (raw[i] != '\r') {
                decoded_ += raw[i];
            } else if (i + 1 == raw.size() || raw[i + 1] != '\n') {
                decoded_ += '\n';
            }
        }
    }
    return {.text = decoded_, .is_input = false, .has_null = has_null};
}

void TreeBuilder::drop_nulls(Run& run) {
    if (!run.has_null) return;
    std::string without;
    std::ranges::copy_if(run.text, std::back_inserter(without), [](char c) { return c != '\0'; });
    decoded_ = std::move(without);
    run = {.text = decoded_, .is_input = false};
}

void TreeBuilder::replace_nulls(Run& run) {
    if (!run.has_null) return;
    std::string replaced;
    for (const char c : run.text) c == '\0' ? replaced += "\uFFFD" : replaced += c;
    decoded_ = std::move(replaced);
    run = {.text = decoded_, .is_input = false};
}

} // namespace arna

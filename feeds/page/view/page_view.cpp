#include "feeds/page/view/page_view.hpp"

#include "feeds/html/hidden.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// Elements that are never shown, or whose text is no text of the page.
bool is_never_shown(HtmlTag tag) {
    switch (tag) {
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::template_:
    case HtmlTag::noscript:
    case HtmlTag::head:
    case HtmlTag::textarea:
    case HtmlTag::select:
    case HtmlTag::button:
    case HtmlTag::svg:
    case HtmlTag::iframe:
    case HtmlTag::object:
    case HtmlTag::applet:
    case HtmlTag::canvas:
    case HtmlTag::datalist:
    case HtmlTag::noframes:
    case HtmlTag::noembed: return true;
    default: return false;
    }
}

bool is_hidden(const HtmlTree& tree, NodeId id) {
    for (const HtmlAttribute& attribute : tree.attributes(id)) {
        if (attribute.name == "hidden") return true;
        if (attribute.name == "style" && hides_element(attribute.value)) return true;
    }
    return false;
}

TextAmount in_links(TextAmount amount) {
    amount.link_letters = amount.letters;
    return amount;
}

/// What each byte adds to an amount: letters in the lower half, commas in the upper one.
constexpr std::array<std::uint64_t, 256> amounts = [] {
    std::array<std::uint64_t, 256> each{};
    for (std::size_t byte = 0; byte < each.size(); ++byte) {
        const bool is_letter = (byte & 0xC0U) != 0x80 && !is_html_space(static_cast<char>(byte));
        each[byte] = (is_letter ? 1U : 0U) | std::uint64_t{byte == ',' ? 1U : 0U} << 32U;
    }
    return each;
}();

TextAmount amount_of(std::string_view text, bool in_link) {
    std::uint64_t sum = 0;
    unsigned all = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        sum += amounts[byte];
        all |= byte;
    }
    TextAmount amount;
    amount.letters = static_cast<std::uint32_t>(sum);
    amount.commas = static_cast<std::uint32_t>(sum >> 32U);
    if (all < 0x80) return in_link ? in_links(amount) : amount;
    for (const std::string_view comma : {"،", "、", "，"}) {
        for (auto at = text.find(comma); at != std::string_view::npos; at = text.find(comma, at + comma.size()))
            ++amount.commas;
    }
    return in_link ? in_links(amount) : amount;
}

} // namespace

bool is_block_element(HtmlTag tag) {
    switch (tag) {
    case HtmlTag::a:
    case HtmlTag::abbr:
    case HtmlTag::acronym:
    case HtmlTag::b:
    case HtmlTag::bdi:
    case HtmlTag::bdo:
    case HtmlTag::big:
    case HtmlTag::br:
    case HtmlTag::cite:
    case HtmlTag::code:
    case HtmlTag::data:
    case HtmlTag::del:
    case HtmlTag::dfn:
    case HtmlTag::em:
    case HtmlTag::font:
    case HtmlTag::i:
    case HtmlTag::img:
    case HtmlTag::ins:
    case HtmlTag::kbd:
    case HtmlTag::label:
    case HtmlTag::mark:
    case HtmlTag::nobr:
    case HtmlTag::picture:
    case HtmlTag::q:
    case HtmlTag::rb:
    case HtmlTag::rp:
    case HtmlTag::rt:
    case HtmlTag::rtc:
    case HtmlTag::ruby:
    case HtmlTag::s:
    case HtmlTag::samp:
    case HtmlTag::small:
    case HtmlTag::source:
    case HtmlTag::span:
    case HtmlTag::strike:
    case HtmlTag::strong:
    case HtmlTag::sub:
    case HtmlTag::sup:
    case HtmlTag::time:
    case HtmlTag::tt:
    case HtmlTag::u:
    case HtmlTag::var:
    case HtmlTag::wbr: return false;
    default: return tag != HtmlTag::none && tag < HtmlTag::first_unlisted;
    }
}

PageView::PageView(const HtmlTree& tree, std::string_view url)
    : tree_(tree), url_(url), base_(url), shown_(tree.size(), 1), upto_(tree.size() + 1), known_hints_(tree.size()) {
    hide();
    count();
    for (const NodeId child : tree.children(tree.head())) { // the first one counts (HTML §4.2.3)
        if (!tree.is(child, HtmlTag::base) || !tree.attribute(child, "href")) continue;
        if (auto said = resolve_url(tree.value(child, "href"), url); is_http_url(said)) base_ = std::move(said);
        break;
    }
}

void PageView::hide() {
    for (std::uint32_t i = 0; i < tree_.size();) {
        const NodeId id{i};
        const HtmlNode& node = tree_[id];
        const bool is_main = node.tag == HtmlTag::html || node.tag == HtmlTag::body;
        const bool is_hiding = node.kind == NodeKind::comment || (node.kind == NodeKind::element && !is_main &&
                                                                  (is_never_shown(node.tag) || is_hidden(tree_, id)));
        if (!is_hiding) {
            ++i;
            continue;
        }
        std::fill(shown_.begin() + i, shown_.begin() + index_of(node.end), 0);
        i = index_of(node.end);
    }
}

void PageView::count() {
    std::uint32_t link_end = 0;
    TextAmount sum;
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
        const NodeId id{i};
        const HtmlNode& node = tree_[id];
        upto_[i] = sum;
        if (!shown_[i]) continue;
        if (node.kind == NodeKind::text) {
            const auto more = amount_of(node.text, i < link_end);
            sum.letters += more.letters;
            sum.link_letters += more.link_letters;
            sum.commas += more.commas;
        } else if (tree_.is(id, HtmlTag::a) && tree_.attribute(id, "href")) {
            ++sum.links;
            link_end = std::max(link_end, index_of(node.end));
        }
    }
    upto_[tree_.size()] = sum;
}

NameHints PageView::hints(NodeId id) const {
    std::optional<NameHints>& known = known_hints_[index_of(id)];
    if (!known) known = hints_of_names(id);
    return *known;
}

NameHints PageView::hints_of_names(NodeId id) const {
    NameHints all;
    for (const HtmlAttribute& attribute : tree_.attributes(id)) {
        const bool names = attribute.name == "class" || attribute.name == "id" || attribute.name == "role" ||
                           attribute.name == "data-component" || attribute.name == "data-testid";
        if (!names || attribute.value.empty()) continue;
        const auto [known, is_new] = known_names_.try_emplace(attribute.value);
        if (is_new) known->second = name_hints(attribute.value);
        all.add(known->second);
    }
    return all;
}

std::string PageView::line(NodeId id, std::size_t limit) const {
    std::string text;
    for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end) && text.size() < limit; ++i) {
        if (!shown_[i]) continue;
        const HtmlNode& node = tree_[NodeId{i}];
        if (node.kind == NodeKind::text) {
            text += utf8_beginning(node.text, limit);
        } else if (node.tag == HtmlTag::br || is_block_element(node.tag)) {
            text += ' ';
        }
    }
    return collapse_space(xml_characters(utf8_beginning(text, limit)));
}

std::string PageView::address(NodeId id, std::string_view attribute) const {
    const auto value = trim_html_space(tree_.value(id, attribute));
    constexpr std::size_t longest = 8 << 10;
    if (value.empty() || value.size() > longest) return {};
    auto url = resolve_url(value, base_);
    return is_http_url(url) ? url : std::string();
}

NodeId PageView::ancestor(NodeId id, HtmlTag tag) const {
    for (NodeId at = tree_[id].parent; at != no_node; at = tree_[at].parent) {
        if (tree_.is(at, tag)) return at;
    }
    return no_node;
}

NodeId PageView::first(HtmlTag tag) const {
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
        if (shown_[i] && tree_.is(NodeId{i}, tag) && amount(NodeId{i}).letters > 0) return NodeId{i};
    }
    return no_node;
}

} // namespace arna

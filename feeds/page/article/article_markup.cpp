#include "feeds/page/article/article_markup.hpp"

#include "feeds/clean/markup/escape.hpp"
#include "feeds/html/void_element.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace arna {
namespace {

/// Whether an attribute may matter to the reader of an article; of pictures any may name the file.
bool is_kept(const HtmlAttribute& attribute, HtmlTag tag) {
    constexpr auto kept =
        std::to_array<std::string_view>({"href", "src", "alt", "datetime", "colspan", "rowspan", "cite", "lang", "dir",
                                         "start", "type", "poster", "title", "controls", "reversed", "value", "scope"});
    constexpr std::size_t longest = 8 << 10;
    const auto name = attribute.name;
    if (attribute.value.size() > longest || name.find_first_of("\"'<>= \t\n/") != std::string_view::npos) return false;
    if (std::ranges::find(kept, name) != kept.end()) return true;
    const bool is_picture = tag == HtmlTag::img || tag == HtmlTag::source;
    return is_picture && name != "style" && name != "class" && !name.starts_with("on");
}

void append_start_tag(std::string& out, const HtmlTree& tree, NodeId id) {
    out += '<';
    out += tree.name(id);
    for (const HtmlAttribute& attribute : tree.attributes(id))
        if (is_kept(attribute, tree[id].tag)) append_attribute(out, attribute.name, attribute.value);
    out += '>';
}

} // namespace

void append_article_markup(std::string& out, const HtmlTree& tree, NodeId part, std::span<const char> drops) {
    struct Open {
        std::uint32_t end;
        std::string_view name;
    };
    std::vector<Open> open;
    const auto close_until = [&](std::uint32_t i) {
        while (!open.empty() && open.back().end <= i) {
            out += "</";
            out += open.back().name;
            out += '>';
            open.pop_back();
        }
    };
    for (std::uint32_t i = index_of(part); i < index_of(tree[part].end); ++i) {
        close_until(i);
        const NodeId id{i};
        if (drops[i]) continue;
        if (out.size() >= page_limits::markup_bytes) break;
        if (tree[id].kind == NodeKind::text) {
            append_escaped_text(out, utf8_beginning(tree[id].text, page_limits::markup_bytes - out.size()), false);
            continue;
        }
        if (tree[id].kind != NodeKind::element || tree[id].tag >= HtmlTag::first_unlisted) continue;
        append_start_tag(out, tree, id);
        if (const auto name = tree.name(id); !is_void_element(name)) open.push_back({index_of(tree[id].end), name});
    }
    close_until(index_of(tree[part].end));
}

} // namespace arna

#include "feeds/page/facts/metadata.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_metas = 1000;

constexpr auto feed_types =
    std::to_array<std::string_view>({"application/rss+xml", "application/atom+xml", "application/feed+json",
                                     "application/rdf+xml", "application/x-rss+xml"});

std::string plain(std::string_view text) {
    return plain_line({.value = std::string(utf8_beginning(text, page_limits::field_bytes))});
}

/// In lower case; Dublin Core's "dc:title" is "dc.title".
std::string meta_name(std::string_view written) {
    auto name = ascii_lowered(written);
    for (const std::string_view prefix : {"dc:", "dcterms:"}) {
        if (name.starts_with(prefix)) name[prefix.size() - 1] = '.';
    }
    return name;
}

} // namespace

Metadata::Metadata(const PageView& page) : page_(page) {
    const HtmlTree& tree = page.tree();
    language_ = collapse_space(tree.value(tree.root(), "lang"));
    if (language_.empty()) language_ = collapse_space(tree.value(tree.root(), "xml:lang"));
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const NodeId id{i};
        if (tree[id].kind != NodeKind::element) continue;
        switch (tree[id].tag) {
        case HtmlTag::meta: add_meta(id); break;
        case HtmlTag::a:
        case HtmlTag::link: add_link(id); break;
        case HtmlTag::script: add_script(id); break;
        case HtmlTag::title:
            if (title_.empty() && tree.is(id, HtmlTag::title)) title_ = plain(tree.text(id));
            break;
        default: break;
        }
    }
}

void Metadata::add_meta(NodeId id) {
    const HtmlTree& tree = page_.tree();
    const auto content = tree.attribute(id, "content");
    if (!content || trim_html_space(*content).empty()) return;
    for (const std::string_view attribute : {"property", "name", "http-equiv"}) {
        auto names = trim_html_space(tree.value(id, attribute));
        if (names.size() > 200) continue;
        const bool is_list = attribute == "property"; // RDFa
        while (!names.empty() && metas_.size() < most_metas) {
            const auto name = is_list ? take_word(names) : std::exchange(names, {});
            metas_.emplace_back(meta_name(name), *content);
        }
    }
}

void Metadata::add_link(NodeId id) {
    const HtmlTree& tree = page_.tree();
    const auto rel = tree.value(id, "rel");
    if (rel.empty()) return;
    if (next_.empty() && has_word_lower(rel, "next")) next_ = page_.address(id, "href");
    if (tree[id].tag != HtmlTag::link) return;
    if (canonical_.empty() && has_word_lower(rel, "canonical")) canonical_ = page_.address(id, "href");
    const auto type = ascii_lowered(trim_html_space(tree.value(id, "type")));
    const bool is_feed =
        has_word_lower(rel, "feed") || (has_word_lower(rel, "alternate") &&
                                        std::ranges::find(feed_types, without_parameters(type)) != feed_types.end());
    if (!is_feed || feeds_.size() >= page_limits::feeds) return;
    auto url = page_.address(id, "href");
    if (url.empty() || (std::ranges::find(feeds_, url, &PageReading::FeedLink::url) != feeds_.end())) return;
    feeds_.push_back({.url = std::move(url), .type = type, .title = plain(tree.value(id, "title"))});
}

void Metadata::add_script(NodeId id) {
    constexpr std::size_t most_scripts = 200;
    const HtmlTree& tree = page_.tree();
    const auto type = tree.value(id, "type");
    const NodeId text = tree[id].first_child;
    if (text == no_node || json_ld_.size() + states_.size() >= most_scripts) return;
    if (contains_lower(type, "ld+json")) {
        json_ld_.push_back(tree[text].text);
    } else if (contains_lower(type, "json")) {
        states_.push_back(tree[text].text);
    }
}

std::string Metadata::first(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        for (const auto& [key, content] : metas_) {
            if (key != name) continue;
            if (auto text = plain(content); !text.empty()) return text;
        }
    }
    return {};
}

std::vector<std::string> Metadata::all(std::string_view name) const {
    std::vector<std::string> contents;
    for (const auto& [key, content] : metas_) {
        if (key != name || contents.size() >= page_limits::labels) continue;
        if (auto text = plain(content); !text.empty()) contents.push_back(std::move(text));
    }
    return contents;
}

} // namespace arna

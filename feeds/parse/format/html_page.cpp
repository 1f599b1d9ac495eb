#include "feeds/parse/format/html_page.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/parse/xml/document.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_feeds = 50;

constexpr auto feed_types = std::to_array<std::string_view>({
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
    "application/x-rss+xml",
    "application/xml",
    "text/xml",
});

std::string attribute(const Token& tag, std::string_view name) {
    return std::string(trim_html_space(decoded_attribute(tag.attributes, name)));
}

constexpr std::size_t most_links = 50;

/// Whether the last part of a path is one that feeds have: "/rss", "/feed/", "news.rss", "index.xml".
bool ends_like_a_feed(std::string_view url) {
    constexpr auto names = std::to_array<std::string_view>({"feed", "feeds", "rss", "rss2", "atom", "feed.json"});
    constexpr auto endings = std::to_array<std::string_view>({".rss", ".atom", ".rdf", ".xml"});
    auto path = split_url(url).path;
    while (path.ends_with('/')) path.remove_suffix(1);
    const auto last = ascii_lowered(path.substr(path.rfind('/') + 1)); // npos + 1 is 0
    if (std::ranges::find(names, last) != names.end()) return true;
    return !last.starts_with("sitemap") &&
           std::ranges::any_of(endings, [&](std::string_view ending) { return last.ends_with(ending); });
}

/// Reads tag after tag; the page's own text does not matter.
class PageReader {
public:
    PageReader(std::string_view html, std::string_view base) : tokens_(html), base_(base) {}

    HtmlPage read() {
        for (Token token; tokens_.next(token);) {
            if (is_in_title_ && token.kind == TokenKind::text)
                page_.title = collapse_space(decode_char_refs(token.text));
            is_in_title_ = false;
            if (token.kind == TokenKind::start_tag) start(token);
        }
        return std::move(page_);
    }

private:
    void start(const Token& tag) {
        if (equals_lower(tag.name, "html")) page_.language = language_tag(attribute(tag, "lang"));
        if (equals_lower(tag.name, "base")) base(attribute(tag, "href"));
        if (equals_lower(tag.name, "link")) link(tag);
        if (equals_lower(tag.name, "a")) anchor(tag);
        is_in_title_ = equals_lower(tag.name, "title") && page_.title.empty();
        if (const auto model = content_model(tag.name); model != ContentModel::data) tokens_.enter(model, tag.name);
    }

    /// The first one counts (HTML §4.2.3).
    void base(const std::string& href) {
        if (!href.empty() && !std::exchange(has_base_, true)) base_ = resolve_url(href, base_);
    }

    void link(const Token& tag) {
        const auto rel = attribute(tag, "rel");
        const auto type = ascii_lowered(attribute(tag, "type"));
        const bool is_feed_type = std::ranges::find(feed_types, without_parameters(type)) != feed_types.end();
        if (!(has_word_lower(rel, "feed") || (has_word_lower(rel, "alternate") && is_feed_type)) ||
            page_.feeds.size() >= most_feeds)
            return;
        const auto href = attribute(tag, "href");
        if (href.empty()) return;
        auto url = resolve_url(href, base_);
        if (std::ranges::find(page_.feeds, url, &HtmlPage::FeedLink::url) != page_.feeds.end()) return;
        page_.feeds.push_back({.url = std::move(url), .type = type, .title = collapse_space(attribute(tag, "title"))});
    }

    void anchor(const Token& tag) {
        const auto href = attribute(tag, "href");
        if (href.empty() || page_.links.size() >= most_links) return;
        auto url = resolve_url(href, base_);
        if (!is_http_url(url) || !ends_like_a_feed(url) ||
            std::ranges::find(page_.feeds, url, &HtmlPage::FeedLink::url) != page_.feeds.end() ||
            std::ranges::find(page_.links, url) != page_.links.end())
            return;
        page_.links.push_back(std::move(url));
    }

    Tokenizer tokens_;
    std::string base_;
    HtmlPage page_;
    bool has_base_ = false;
    bool is_in_title_ = false;
};

} // namespace

HtmlPage read_html_page(std::string_view html, std::string_view base) { return PageReader(html, base).read(); }

} // namespace arna

#include "feeds/parse/parse.hpp"

#include "feeds/parse/format/formats.hpp"
#include "feeds/parse/format/html_page.hpp"
#include "feeds/parse/format/json_feed.hpp"
#include "feeds/parse/format/sitemap.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/markup.hpp"
#include "feeds/parse/reader.hpp"
#include "feeds/parse/xml/tag.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <optional>
#include <utility>

namespace arna {
namespace {

std::string_view namespace_uri(const Element& element) {
    const std::string_view written = element.node.name();
    const auto colon = written.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
    for (const auto* scope = element.scope; scope != nullptr; scope = scope->outer) {
        const auto found = std::ranges::find(scope->prefixes, prefix, &XmlScope::Prefix::prefix);
        if (found != scope->prefixes.end()) return found->uri;
    }
    return {};
}

/// An rss without version, or with one above 2.0, is 2.0.
FeedFormat rss_version(Problems& problems, const Element& root) {
    const auto version = trim_html_space(root.attribute("version"));
    if (version.empty()) problems.add("feed-no-version", root.offset(), "<rss> without a version is read as 2.0");
    if (version.starts_with("0.90") || version == "0.9") return FeedFormat::rss_0_90;
    if (version.starts_with("0.91")) return FeedFormat::rss_0_91;
    if (version.starts_with("0.92")) return FeedFormat::rss_0_92;
    if (version.starts_with("0.93")) return FeedFormat::rss_0_93;
    if (version.starts_with("0.94")) return FeedFormat::rss_0_94;
    if (version == "1.0") return FeedFormat::rss_1_0;
    return FeedFormat::rss_2_0;
}

FeedFormat rdf_version(const Element& root) {
    for (const auto* scope = root.scope; scope != nullptr; scope = scope->outer) {
        for (const auto& prefix : scope->prefixes) {
            if (prefix.ns == Ns::rss && prefix.uri.find("0.9") != std::string_view::npos) return FeedFormat::rss_0_90;
        }
    }
    return FeedFormat::rss_1_0;
}

FeedFormat atom_version(const Element& root, std::string_view uri) {
    if (uri.find("2005") != std::string_view::npos) return FeedFormat::atom_1_0;
    const auto version = trim_html_space(root.attribute("version"));
    const bool is_old_uri =
        !uri.empty() && namespace_of(uri) == Ns::atom && uri.find("#draft-") == std::string_view::npos;
    return is_old_uri || version.starts_with("0.") ? FeedFormat::atom_0_3 : FeedFormat::atom_1_0;
}

/// RDF can be about anything.
bool has_rss(const Element& root) {
    bool found =
        std::ranges::any_of(root.scope->prefixes, [](const XmlScope::Prefix& prefix) { return prefix.ns == Ns::rss; });
    root.each_child([&](const Element& child) {
        found = found || equals_ignoring_case(child.name, "channel") || equals_ignoring_case(child.name, "item");
    });
    return found;
}

/// A channel of the Channel Definition Format is written in capitals, or has attributes that only it has.
bool is_cdf(const Element& root) {
    if (!equals_ignoring_case(root.name, "channel")) return false;
    return root.name == "CHANNEL" || !root.attribute("href").empty() || !root.attribute("lastmod").empty();
}

struct Kind {
    FeedFormat format;
    Ns own;
    RawFeed (*read)(Reader&, const Element&);
};

/// What a root element is; nothing if it is no feed.
std::optional<Kind> kind_of(Problems& problems, const Element& root) {
    const auto is_named = [&](std::string_view name) { return equals_ignoring_case(root.name, name); };
    if (is_named("rss")) return Kind{rss_version(problems, root), Ns::rss, read_rss};
    if (is_named("rdf") && has_rss(root)) return Kind{rdf_version(root), Ns::rss, read_rss};
    if (is_cdf(root)) return Kind{FeedFormat::cdf, Ns::rss, read_cdf};
    if (is_named("channel"))
        return Kind{root.ns == Ns::rss ? FeedFormat::rss_1_0 : FeedFormat::rss_2_0, Ns::rss, read_rss};
    if (is_named("urlset")) return Kind{FeedFormat::sitemap, Ns::sitemap, read_sitemap};
    if (is_named("sitemapindex")) return Kind{FeedFormat::sitemap_index, Ns::sitemap, read_sitemap_index};
    if (is_named("redirect")) return Kind{FeedFormat::rss_2_0, Ns::rss, read_rss};
    if (is_named("feed") || (is_named("entry") && root.ns == Ns::atom))
        return Kind{atom_version(root, namespace_uri(root)), Ns::atom, read_atom};
    return std::nullopt;
}

/// The strange namespace that a feed's own elements are in: that of its root, or else of its channel or items.
std::string_view own_uri(const Element& root, Ns own) {
    const auto is_strange = [own](const Element& element) {
        return element.ns != own && element.ns != Ns::none && element.ns != Ns::rdf;
    };
    auto uri = is_strange(root) ? namespace_uri(root) : std::string_view();
    if (own != Ns::rss) return uri;
    root.each_child([&](const Element& child) {
        const bool is_part = equals_ignoring_case(child.name, "channel") || equals_ignoring_case(child.name, "item");
        if (uri.empty() && is_part && is_strange(child)) uri = namespace_uri(child);
    });
    return uri;
}

RawFeed read_feed(XmlDocument& document, Problems& problems, const ParseOptions& options, Room& room,
                  const Element& root, const Kind& kind, const TakeItem& take) {
    const auto scopes = document.known_scopes();
    const auto uri = own_uri(root, kind.own);
    document.forget(scopes);
    document.set_own_namespace(kind.own, uri);
    Reader reader(document, problems, options, room, kind.format, take);
    return kind.read(reader, document.enter(root.node, *root.scope));
}

/// The feeds of a document: its roots, or what stands a little below them. Usually there is one.
class FeedFinder {
public:
    FeedFinder(DocumentText& text, XmlDocument& document, Problems& problems, const ParseOptions& options,
               const TakeItem& take)
        : text_(text), document_(document), problems_(problems), options_(options), room_(text.view().size()) {
        take_ = [this, &take](const RawFeed& feed, RawItem item) {
            if (items_left_ == 0) return;
            --items_left_;
            take(feed, std::move(item));
        };
    }

    /// Reads what is a feed at or below the element. Two feeds in one document become one with the items of both.
    void search(const Element& element, int layers, bool is_root = true) {
        const auto scopes = document_.known_scopes();
        const auto kind = kind_of(problems_, element);
        document_.forget(scopes); // the bases of what stands in it are not known yet
        if (kind && (is_root || is_certain(element))) {
            if (feeds_++ == limits::feeds)
                problems_.add("feed-too-long", element.offset(), "further feeds are left out");
            if (feeds_ > limits::feeds) return;
            if (!feed_ && problems_.detach()) text_.free();
            auto read = read_feed(document_, problems_, options_, room_, element, *kind, take_);
            if (!feed_) {
                feed_ = std::move(read);
                feed_->namespaces = document_.namespaces(element);
            } else {
                problems_.add("feed-repeated", element.offset(), "a second feed in the document");
            }
        } else if (layers > 1) {
            element.each_child([&](const Element& child) { search(child, layers - 1, false); });
        }
    }

    /// Nothing if there was none.
    std::optional<RawFeed> take_feed() {
        if (feed_ && room_.was_short()) problems_.add_without_place("feed-too-long", "parts of it are left out");
        return std::move(feed_);
    }

private:
    /// Inside other elements not everything that is called "channel" is a feed.
    static bool is_certain(const Element& element) {
        return equals_ignoring_case(element.name, "rss") || element.ns == Ns::rdf || element.is(Ns::atom, "feed");
    }

    DocumentText& text_;
    XmlDocument& document_;
    Problems& problems_;
    const ParseOptions& options_;
    Room room_;
    TakeItem take_;
    std::size_t items_left_ = limits::items;
    std::size_t feeds_ = 0;
    std::optional<RawFeed> feed_;
};

std::string other_xml(const std::vector<Element>& roots, std::string_view text) {
    const auto named = std::ranges::find_if(roots, [](const Element& root) { return !root.name.empty(); });
    if (named == roots.end() && text.starts_with("%PDF-")) return "it is a PDF document, and no feed";
    if (named == roots.end()) return text.empty() ? "the document is empty" : "the document holds no markup";
    const auto name = named->name;
    if (equals_ignoring_case(name, "opml")) return "it is an OPML list, and no feed";
    return fmt::format("it is an XML document of another kind (<{}>)", name.substr(0, 40));
}

Result<RawFeed> parse_xml(DocumentText& text, const ParseOptions& options, const TakeItem& take) {
    constexpr int layers = 3;
    const auto illegal = find_no_text(text.view());
    const bool is_legal = illegal >= text.view().size();
    if (!is_legal) text = DocumentText(xml_characters(text.view()));
    Problems problems(text.view());
    if (!is_legal) problems.add("xml-illegal-character", illegal, "characters that XML does not allow were left out");
    auto document = XmlDocument::read(text.view(), problems);
    if (!document) return std::unexpected(std::move(document.error()));
    (*document)->set_fallback_base(options.base);
    (*document)->set_fallback_lang(language_tag(options.content_language));
    FeedFinder finder(text, **document, problems, options, take);
    const auto roots = (*document)->roots();
    for (const auto& root : roots) finder.search(root, layers);
    auto feed = finder.take_feed();
    if (!feed) return fail(Errc::not_a_feed, other_xml(roots, text.view()));
    feed->problems = problems.take();
    return *std::move(feed);
}

// ---- what is no feed

/// The name of the first tag; empty if there is none.
std::string_view first_tag(std::string_view text) {
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const auto rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at = text.find("-->", at);
            if (at == std::string_view::npos) return {};
        } else if (const auto end = end_of_name(rest, 1); end > 1) {
            return rest.substr(1, end - 1);
        }
    }
    return {};
}

/// Tags that only a web page begins with; others could be junk before a feed.
bool begins_a_page(std::string_view tag) {
    constexpr std::array<std::string_view, 5> names = {"html", "head", "body", "title", "meta"};
    return std::ranges::any_of(names, [&](std::string_view name) { return equals_ignoring_case(name, tag); });
}

Error no_feed_but_a_page(std::string_view text, const ParseOptions& options) {
    const auto page = read_html_page(text, options.base);
    auto message = page.title.empty()
                       ? std::string("it is a web page, and no feed")
                       : fmt::format("it is a web page, \"{}\", and no feed", truncate_at_word(page.title, 80));
    const auto base = masked_url(options.base);
    message += base.empty() ? " (did you mean page = …?)" : fmt::format(" (did you mean page = \"{}\"?)", base);
    if (!page.feeds.empty()) message += "; it offers";
    const bool has_secret = base != options.base; // which links of the page may repeat
    for (const auto& feed : page.feeds)
        message +=
            fmt::format("{} {}", &feed == &page.feeds.front() ? "" : ",", has_secret ? masked_url(feed.url) : feed.url);
    return {Errc::not_a_feed, std::move(message)};
}

} // namespace

Result<RawFeed> parse(std::string_view text, const ParseOptions& options) {
    std::deque<RawItem> items;
    auto feed =
        parse(DocumentText(text), options, [&](const RawFeed&, RawItem item) { items.push_back(std::move(item)); });
    if (feed) feed->items = std::move(items);
    return feed;
}

Result<RawFeed> parse(DocumentText text, const ParseOptions& options, const TakeItem& take) {
    constexpr std::size_t mark = 3; // bytes of a byte order mark
    if (text.view().size() > limits::document_bytes) return fail(Errc::limit_exceeded, "the document is too large");
    if (text.view().starts_with("\xEF\xBB\xBF")) text = DocumentText(std::string(text.view().substr(mark)));
    const auto start = trim_html_space(text.view().substr(0, 4096));
    if (start.starts_with('{') || start.starts_with('[')) return read_json_feed(std::move(text), options, take);
    if (is_text_sitemap(start)) return read_text_sitemap(text.view(), options, take);
    const auto tag = first_tag(text.view());
    if (begins_a_page(tag)) return std::unexpected(no_feed_but_a_page(text.view(), options));
    const bool is_like_html = is_html_element(tag);
    auto feed = parse_xml(text, options, take);
    if (!feed && feed.error().code == Errc::not_a_feed && is_like_html)
        return std::unexpected(no_feed_but_a_page(text.view(), options));
    return feed;
}

} // namespace arna

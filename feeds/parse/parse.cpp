#include "feeds/parse/parse.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/parse/formats.hpp"
#include "feeds/parse/reader.hpp"

#include <algorithm>
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
    if (version.empty()) problems.add("feed-no-version", "<rss> without a version is read as 2.0", root.offset());
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
    return uri.empty() && (version.empty() || version == "1.0") ? FeedFormat::atom_1_0 : FeedFormat::atom_0_3;
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
    if (is_named("rdf")) return Kind{rdf_version(root), Ns::rss, read_rss};
    if (is_named("channel")) return Kind{FeedFormat::rss_2_0, Ns::rss, read_rss};
    if (is_named("feed") || (is_named("entry") && root.ns == Ns::atom))
        return Kind{atom_version(root, namespace_uri(root)), Ns::atom, read_atom};
    return std::nullopt;
}

RawFeed read_feed(XmlDocument& document, Problems& problems, const ParseOptions& options, const Element& root,
                  const Kind& kind) {
    const auto uri = namespace_uri(root);
    document.set_own_namespace(kind.own, namespace_of(uri) == Ns::other ? uri : std::string_view());
    Reader reader(document, problems, {.time_zone = options.time_zone}, kind.format);
    auto feed = kind.read(reader, document.enter(root.node, *root.scope));
    for (const auto& prefix : root.scope->prefixes) feed.namespaces.emplace_back(prefix.prefix, prefix.uri);
    return feed;
}

Result<RawFeed> parse_xml(std::string_view text, const ParseOptions& options) {
    Problems problems(text);
    auto document = XmlDocument::read(text, problems);
    if (!document) return std::unexpected(std::move(document.error()));
    (*document)->set_fallback_base(options.base);
    (*document)->set_fallback_lang(language_tag(options.content_language));
    std::optional<RawFeed> feed;
    for (const auto& root : (*document)->roots()) {
        const auto kind = kind_of(problems, root);
        if (!kind) continue;
        auto read = read_feed(**document, problems, options, root, *kind);
        if (!feed) {
            feed = std::move(read);
        } else {
            std::ranges::move(read.items, std::back_inserter(feed->items));
        }
    }
    if (!feed) return fail(Errc::not_a_feed, "no feed was found in it");
    feed->problems = problems.take();
    return std::move(*feed);
}

} // namespace

Result<RawFeed> parse(std::string_view text, const ParseOptions& options) { return parse_xml(text, options); }

} // namespace arna

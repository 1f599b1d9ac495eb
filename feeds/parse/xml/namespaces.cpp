#include "feeds/parse/xml/namespaces.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace arna {
namespace {

struct Uri {
    Ns ns;
    std::string_view uri; ///< in lower case
};

// The first URI of each namespace is the right one; the others are older ones and mistakes seen in feeds.
constexpr auto uris = std::to_array<Uri>({
    {Ns::rss, "http://purl.org/rss/1.0"},
    {Ns::rss, "http://my.netscape.com/rdf/simple/0.9"},
    {Ns::rss, "http://channel.netscape.com/rdf/simple/0.9"},
    {Ns::rss, "http://purl.org/net/rss1.1"},
    {Ns::rss, "http://purl.org/rss/1.0/modules/rss091"}, // RSS 0.91's elements for RSS 1.0
    {Ns::rss, "http://backend.userland.com/rss"},
    {Ns::rss, "http://backend.userland.com/rss091"},
    {Ns::rss, "http://backend.userland.com/rss092"},
    {Ns::rss, "http://backend.userland.com/rss2"},
    {Ns::rss, "http://backend.userland.com/rss20"},
    {Ns::rss, "http://blogs.law.harvard.edu/tech/rss"},
    {Ns::rss, "http://cyber.law.harvard.edu/rss/rss.html"},
    {Ns::rss, "http://www.rssboard.org/rss-specification"},
    {Ns::rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns"},
    {Ns::atom, "http://www.w3.org/2005/atom"},
    {Ns::sitemap, "http://www.sitemaps.org/schemas/sitemap/0.9"},
    {Ns::sitemap, "http://www.sitemaps.org/schemas/sitemap/0.90"},
    {Ns::sitemap, "http://www.google.com/schemas/sitemap/0.9"},
    {Ns::sitemap, "http://www.google.com/schemas/sitemap/0.90"},
    {Ns::sitemap, "http://www.google.com/schemas/sitemap/0.84"},
    {Ns::news, "http://www.google.com/schemas/sitemap-news/0.9"},
    {Ns::sitemap_image, "http://www.google.com/schemas/sitemap-image/1.1"},
    {Ns::sitemap_video, "http://www.google.com/schemas/sitemap-video/1.1"},
    {Ns::atom, "http://purl.org/atom/ns"},
    {Ns::atom, "http://purl.org/echo"},
    {Ns::atom, "http://purl.org/pie"},
    {Ns::atom, "http://example.com/newformat"},
    {Ns::atom, "http://example.com/necho"},
    {Ns::atom, "uri/of/echo/namespace"},
    {Ns::atom, "http://backend.userland.com/atom"},
    {Ns::xhtml, "http://www.w3.org/1999/xhtml"},
    {Ns::xhtml, "http://www.w3.org/1999/html"},
    {Ns::xml, "http://www.w3.org/xml/1998/namespace"},
    {Ns::admin, "http://webns.net/mvcb"},
    {Ns::cc, "http://web.resource.org/cc"},
    {Ns::cc, "http://creativecommons.org/ns"},
    {Ns::content, "http://purl.org/rss/1.0/modules/content"},
    {Ns::creative_commons, "http://backend.userland.com/creativecommonsrssmodule"},
    {Ns::creative_commons, "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"},
    {Ns::creative_commons, "http://blogs.law.harvard.edu/tech/creativecommonsrssmodule"},
    {Ns::dc, "http://purl.org/dc/elements/1.1"},
    {Ns::dc, "http://purl.org/dc/elements/1.0"},
    {Ns::dc, "http://purl.org/dc/elements"},
    {Ns::dc, "http://purl.org/dc"},
    {Ns::dc, "http://purl.org/metadata/dublin_core"},
    {Ns::dcterms, "http://purl.org/dc/terms"},
    {Ns::dcterms, "http://purl.org/dc/dcterms"},
    {Ns::feedburner, "http://rssnamespace.org/feedburner/ext/1.0"},
    {Ns::geo, "http://www.w3.org/2003/01/geo/wgs84_pos"},
    {Ns::geo, "http://www.w3.org/2003/01/geo"},
    {Ns::georss, "http://www.georss.org/georss"},
    {Ns::georss, "http://www.georss.org/georss/10"},
    {Ns::georss, "http://www.georss.org/georss/11"},
    {Ns::georss, "http://www.georss.org"},
    {Ns::gml, "http://www.opengis.net/gml"},
    {Ns::gml, "http://www.opengis.net/gml/3.2"},
    {Ns::history, "http://purl.org/syndication/history/1.0"},
    {Ns::icbm, "http://postneo.com/icbm"},
    {Ns::itunes, "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {Ns::itunes, "http://www.itunes.com/dtds/podcast-2.0.dtd"},
    {Ns::itunes, "http://example.com/dtds/podcast-1.0.dtd"},
    {Ns::media, "http://search.yahoo.com/mrss"},
    {Ns::media, "http://search.yahoo.com/rss"},
    {Ns::media, "http://www.rssboard.org/media-rss"},
    {Ns::media, "http://tools.search.yahoo.com/mrss"},
    {Ns::media, "http://video.search.yahoo.com/mrss"},
    {Ns::podlove, "http://podlove.org/simple-chapters"},
    {Ns::slash, "http://purl.org/rss/1.0/modules/slash"},
    {Ns::syndication, "http://purl.org/rss/1.0/modules/syndication"},
    {Ns::thread, "http://purl.org/syndication/thread/1.0"},
    {Ns::wfw, "http://wellformedweb.org/commentapi"},
    {Ns::yandex, "http://news.yandex.ru"},
    {Ns::yandex, "http://news.yandex.com"},
    {Ns::acast, "http://schema.acast.com/1.0"},
    {Ns::ag, "http://purl.org/rss/1.0/modules/aggregation"},
    {Ns::annotate, "http://purl.org/rss/1.0/modules/annotate"},
    {Ns::app, "http://www.w3.org/2007/app"},
    {Ns::app, "http://purl.org/atom/app"},
    {Ns::audio, "http://media.tangent.org/rss/1.0"},
    {Ns::blog_channel, "http://backend.userland.com/blogchannelmodule"},
    {Ns::blogger, "http://schemas.google.com/blogger/2008"},
    {Ns::company, "http://purl.org/rss/1.0/modules/company"},
    {Ns::cp, "http://my.theinfo.org/changed/1.0/rss"},
    {Ns::email, "http://purl.org/rss/1.0/modules/email"},
    {Ns::event, "http://purl.org/rss/1.0/modules/event"},
    {Ns::foaf, "http://xmlns.com/foaf/0.1"},
    {Ns::google, "http://base.google.com/ns/1.0"},
    {Ns::google_data, "http://schemas.google.com/g/2005"},
    {Ns::googleplay, "http://www.google.com/schemas/play-podcasts/1.0"},
    {Ns::googleplay, "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd"},
    {Ns::image, "http://purl.org/rss/1.0/modules/image"},
    {Ns::l, "http://purl.org/rss/1.0/modules/link"},
    {Ns::math, "http://www.w3.org/1998/math/mathml"},
    {Ns::open_search, "http://a9.com/-/spec/opensearch/1.1"},
    {Ns::open_search_rss, "http://a9.com/-/spec/opensearchrss/1.0"},
    {Ns::pingback, "http://madskills.com/public/xml/rss/module/pingback"},
    {Ns::podcast, "http://podcastindex.org/namespace/1.0"},
    {Ns::podcast, "http://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"},
    {Ns::prism, "http://prismstandard.org/namespaces/basic/2.0"},
    {Ns::prism, "http://prismstandard.org/namespaces/basic/1.2"},
    {Ns::prism, "http://prismstandard.org/namespaces/basic/2.1"},
    {Ns::prism, "http://prismstandard.org/namespaces/basic/3.0"},
    {Ns::prism, "http://prismstandard.org/namespaces/1.1/basic"},
    {Ns::prism, "http://prismstandard.org/namespaces/1.2/basic"},
    {Ns::prism, "http://purl.org/rss/1.0/modules/prism"},
    {Ns::psp, "http://www.rssboard.org/podcast-simple"},
    {Ns::rawvoice, "http://www.rawvoice.com/rawvoicerssmodule"},
    {Ns::rawvoice, "http://blubrry.com/developer/rawvoice-rss"},
    {Ns::rdfs, "http://www.w3.org/2000/01/rdf-schema"},
    {Ns::reference, "http://purl.org/rss/1.0/modules/reference"},
    {Ns::smartnews, "http://www.smartnews.be/snf"},
    {Ns::source, "http://source.scripting.com"},
    {Ns::spotify, "http://www.spotify.com/ns/rss"},
    {Ns::svg, "http://www.w3.org/2000/svg"},
    {Ns::taxo, "http://purl.org/rss/1.0/modules/taxonomy"},
    {Ns::tombstones, "http://purl.org/atompub/tombstones/1.0"},
    {Ns::trackback, "http://madskills.com/public/xml/rss/module/trackback"},
    {Ns::turbo, "http://turbo.yandex.ru"},
    {Ns::wiki, "http://purl.org/rss/1.0/modules/wiki"},
    {Ns::wordpress, "http://wordpress.org/export/1.2"},
    {Ns::wordpress, "http://wordpress.org/export/1.1"},
    {Ns::wordpress, "http://wordpress.org/export/1.0"},
    {Ns::wordpress_excerpt, "http://wordpress.org/export/1.2/excerpt"},
    {Ns::wordpress_excerpt, "http://wordpress.org/export/1.1/excerpt"},
    {Ns::wordpress_excerpt, "http://wordpress.org/export/1.0/excerpt"},
    {Ns::xlink, "http://www.w3.org/1999/xlink"},
    {Ns::youtube, "http://www.youtube.com/xml/schemas/2015"},
});

struct Prefix {
    Ns ns;
    std::string_view prefix;
};

constexpr auto prefixes = std::to_array<Prefix>({
    {Ns::rdf, "rdf"},
    {Ns::xhtml, "xhtml"},
    {Ns::xml, "xml"},
    {Ns::admin, "admin"},
    {Ns::cc, "cc"},
    {Ns::content, "content"},
    {Ns::creative_commons, "creativeCommons"},
    {Ns::dc, "dc"},
    {Ns::dcterms, "dcterms"},
    {Ns::feedburner, "feedburner"},
    {Ns::geo, "geo"},
    {Ns::georss, "georss"},
    {Ns::gml, "gml"},
    {Ns::history, "fh"},
    {Ns::icbm, "icbm"},
    {Ns::itunes, "itunes"},
    {Ns::media, "media"},
    {Ns::news, "news"},
    {Ns::podlove, "psc"},
    {Ns::slash, "slash"},
    {Ns::syndication, "sy"},
    {Ns::thread, "thr"},
    {Ns::wfw, "wfw"},
    {Ns::yandex, "yandex"},
    {Ns::acast, "acast"},
    {Ns::ag, "ag"},
    {Ns::annotate, "annotate"},
    {Ns::app, "app"},
    {Ns::audio, "audio"},
    {Ns::blog_channel, "blogChannel"},
    {Ns::blogger, "blogger"},
    {Ns::company, "company"},
    {Ns::cp, "cp"},
    {Ns::email, "email"},
    {Ns::event, "ev"},
    {Ns::foaf, "foaf"},
    {Ns::google, "g"},
    {Ns::google_data, "gd"},
    {Ns::googleplay, "googleplay"},
    {Ns::image, "image"},
    {Ns::sitemap_image, "image"},
    {Ns::sitemap_video, "video"},
    {Ns::l, "l"},
    {Ns::math, "math"},
    {Ns::open_search, "opensearch"},
    {Ns::open_search_rss, "openSearch"},
    {Ns::pingback, "pingback"},
    {Ns::podcast, "podcast"},
    {Ns::prism, "prism"},
    {Ns::psp, "podcastrss"},
    {Ns::rawvoice, "rawvoice"},
    {Ns::rdfs, "rdfs"},
    {Ns::reference, "ref"},
    {Ns::smartnews, "snf"},
    {Ns::source, "source"},
    {Ns::spotify, "spotify"},
    {Ns::svg, "svg"},
    {Ns::taxo, "taxo"},
    {Ns::tombstones, "at"},
    {Ns::trackback, "trackback"},
    {Ns::turbo, "turbo"},
    {Ns::wiki, "wiki"},
    {Ns::wordpress, "wp"},
    {Ns::wordpress_excerpt, "excerpt"},
    {Ns::xlink, "xlink"},
    {Ns::youtube, "yt"},
});

/// Without what does not tell namespaces apart: case, "https", "www.", the last "/" or "#", white space, and the older
/// address of RSS 1.0 and its modules.
std::string normal(std::string_view uri) {
    std::string made = ascii_lowered(trim_html_space(uri));
    if (made.starts_with("https:")) made.erase(4, 1);
    if (made.starts_with("http://www.")) made.erase(7, 4);
    if (made.starts_with("http://web.resource.org/rss/")) made.replace(7, 16, "purl.org");
    if (made.starts_with("http://purl.org/atom/ns#draft-")) made.resize(made.find('#')); // of what became Atom 1.0
    while (made.ends_with('/') || made.ends_with('#')) made.pop_back();
    return made;
}

} // namespace

Ns namespace_of(std::string_view uri) {
    static const auto known = [] {
        std::unordered_map<std::string, Ns> map;
        for (const auto& known_uri : uris) map.emplace(normal(known_uri.uri), known_uri.ns);
        return map;
    }();
    const auto name = normal(uri);
    if (name.empty()) return Ns::none;
    const auto found = known.find(name);
    return found == known.end() ? Ns::other : found->second;
}

Ns usual_namespace(std::string_view prefix) {
    const auto found =
        std::ranges::find_if(prefixes, [&](const Prefix& known) { return equals_ignoring_case(known.prefix, prefix); });
    if (found != prefixes.end()) return found->ns;
    for (const std::string_view atom : {"atom", "atom10", "atom03", "a10"}) {
        if (equals_ignoring_case(atom, prefix)) return Ns::atom;
    }
    return equals_ignoring_case(prefix, "rss") ? Ns::rss : Ns::other;
}

std::string_view usual_prefix(Ns ns) {
    const auto found = std::ranges::find(prefixes, ns, &Prefix::ns);
    return found == prefixes.end() ? std::string_view() : found->prefix;
}

} // namespace arna

#pragma once
#include <cstdint>
#include <string_view>

namespace arna {

/// An XML namespace by what it means, whichever of its URIs a document uses. `none`: no namespace; `other`: one we do
/// not know.
enum class Ns : std::uint8_t {
    none,
    other,
    // Whole formats.
    rss,
    rdf,
    atom,
    sitemap,
    xhtml,
    xml,
    // Modules that have fields in the model.
    admin,
    cc,
    content,
    creative_commons,
    dc,
    dcterms,
    feedburner,
    geo,
    georss,
    gml,
    history,
    icbm,
    itunes,
    media,
    news,
    podlove,
    sitemap_image,
    sitemap_video,
    slash,
    syndication,
    thread,
    wfw,
    yandex,
    // Modules that are only known by their usual prefix.
    acast,
    ag,
    annotate,
    app,
    audio,
    blog_channel,
    blogger,
    company,
    cp,
    email,
    event,
    foaf,
    google,
    google_data,
    googleplay,
    image,
    l,
    math,
    open_search,
    open_search_rss,
    pingback,
    podcast,
    prism,
    psp,
    rawvoice,
    rdfs,
    reference,
    smartnews,
    source,
    spotify,
    svg,
    taxo,
    tombstones,
    trackback,
    turbo,
    wiki,
    wordpress,
    wordpress_excerpt,
    xlink,
    youtube
};

/// The namespace of a URI. Case, "https", "www." and a missing or superfluous end ("/", "#") do not count; known wrong
/// URIs do.
[[nodiscard]] Ns namespace_of(std::string_view uri);

/// What a prefix means that the document did not declare; `other` where it has no usual meaning.
[[nodiscard]] Ns usual_namespace(std::string_view prefix);

/// The prefix that everyone uses; empty for none, other, rss and atom.
[[nodiscard]] std::string_view usual_prefix(Ns ns);

} // namespace arna

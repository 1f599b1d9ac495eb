#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/parse/reader.hpp"

namespace arna {

/// Each reads a feed from its root element; `reader.format` is set. Items and problems go to the reader.
[[nodiscard]] RawFeed read_rss(Reader& reader,
                               const Element& root); ///< RSS 0.90 to 2.0: <rss>, <rdf:RDF>, a lone <channel>
[[nodiscard]] RawFeed read_cdf(Reader& reader, const Element& root);     ///< Channel Definition Format: <CHANNEL>
[[nodiscard]] RawFeed read_sitemap(Reader& reader, const Element& root); ///< sitemaps.org: <urlset>, also of news

/// <sitemapindex>: no items; `links` of rel "sitemap" name the sitemaps, those that changed last (lastmod) first, then
/// those that do not say when, in their order. `updated` is the newest of the dates.
[[nodiscard]] RawFeed read_sitemap_index(Reader& reader, const Element& root);

[[nodiscard]] RawFeed read_atom(Reader& reader, const Element& root); ///< Atom 0.3 and 1.0: <feed>, or a lone <entry>

} // namespace arna

#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/model/safe_html.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// 128 bits that identify an article across polls: SHA-256 over scope, kind and id, cut (PRODUCT.md, "Identity";
/// docs/identity.md).
using Ident = std::array<std::uint8_t, 16>;

/// An article's picture, with what must stand beside it.
struct Picture {
    std::string url;
    std::string type; ///< media type where known
    std::string alt;
    std::string credit; ///< "Zakon.kz" of "сурет - Zakon.kz"
    std::optional<std::int32_t> width, height;

    friend bool operator==(const Picture&, const Picture&) = default;
};

/// The feed that a source itself took an item from (atom:source, RSS source).
struct Provenance {
    std::string id, title, link, self;

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// What an item says, cleaned: plain texts are single-spaced XML 1.0 characters, URLs absolute http(s) (links have a
/// scheme of link_schemes), markup sanitised, dates sane. Nothing is case-folded or cut. No format requires more than
/// Atom does (id, title, updated), and sources leave out anything. Elements of modules: docs/formats.md.
struct Entry {
    /// Atom: id (required). RSS: guid; RSS 1.0: rdf:about. JSON Feed: id (required). As the source wrote it, trimmed.
    std::string id;
    /// RSS: guid without isPermaLink="false". Others: false.
    bool id_is_permalink = false;
    /// The page. Atom: link rel="alternate". RSS: link, else a guid that is a permalink. JSON Feed: url.
    std::string link;
    /// Plain text. Atom: title (required). RSS: title, or description (one is required). JSON Feed: title.
    std::string title;
    /// Atom: summary. RSS: description. JSON Feed: summary. Empty where it says the same as `content`.
    SafeHtml summary;
    /// Atom: content. RSS: content:encoded and its like. JSON Feed: content_html or content_text (one is required).
    /// Empty where the source gives a summary only.
    SafeHtml content;
    /// BCP 47; empty: unknown. The configured one, else the item's own (Atom: xml:lang; RSS: dc:language; JSON Feed:
    /// language), else what the text shows, else the feed's.
    std::string lang;
    /// Atom: author. RSS: author, dc:creator. JSON Feed: authors, author.
    std::vector<Person> authors;
    /// Atom: contributor. RSS: dc:contributor.
    std::vector<Person> contributors;
    /// Atom: category. RSS: category, dc:subject, media:category and its like. JSON Feed: tags.
    std::vector<Category> categories;
    /// Found in title and text, without '#', in order, each once.
    std::vector<std::string> hashtags;
    /// `content` is the text of the article's page, which the publisher did not offer for syndication.
    bool is_content_of_page = false;
    /// Atom: link rel="enclosure". RSS: enclosure, and files of Media RSS. JSON Feed: attachments.
    std::vector<Enclosure> enclosures;
    /// Chosen among Media RSS, the item's image, enclosures and the markup; empty url: none.
    Picture picture;
    /// Plain text. Atom: rights. RSS: dc:rights, copyright.
    std::string rights;
    /// Where it is discussed. Atom: link rel="replies" that is a page. RSS: comments.
    std::string comments;
    /// Atom: link rel="via".
    std::string via;
    /// Atom and RSS: source.
    Provenance provenance;
    /// Atom: published. RSS: pubDate. JSON Feed: date_published. Else the date of creation, else `updated`. Nothing
    /// where it is not sane.
    std::optional<Time> published;
    /// A page's list told the day alone, or "2 hours ago": what the article's page says is more exact.
    bool is_published_rough = false;
    /// Atom: updated (required). RSS: dc:date, dcterms:modified. JSON Feed: date_modified. Nothing where it is not
    /// sane.
    std::optional<Time> updated;

    friend bool operator==(const Entry&, const Entry&) = default;
};

/// What a source says of itself, cleaned as an Entry is.
struct FeedFacts {
    /// Atom: id (required). RSS 1.0: rdf:about. Others: none.
    std::string id;
    /// Plain text. Atom, RSS, JSON Feed: title (required).
    std::string title;
    /// Plain text. Atom: subtitle. RSS, JSON Feed: description (RSS requires it).
    std::string subtitle;
    /// The home page. Atom: link rel="alternate". RSS: link (required). JSON Feed: home_page_url.
    std::string link;
    /// The feed's own address. Atom, and RSS with Atom's element: link rel="self". JSON Feed: feed_url.
    std::string self;
    /// BCP 47; empty: unknown. The configured one, else Atom: xml:lang; RSS, JSON Feed: language.
    std::string lang;
    /// Plain text. Atom: rights. RSS: copyright.
    std::string rights;
    /// Atom: icon. JSON Feed: favicon.
    std::string icon;
    /// Atom: logo. RSS: url of image, itunes:image. JSON Feed: icon.
    std::string logo;
    /// Atom: author. RSS: managingEditor, dc:creator. JSON Feed: authors, author.
    std::vector<Person> authors;
    /// Atom: updated (required). RSS: lastBuildDate, dc:date, else pubDate. Nothing where it is not sane.
    std::optional<Time> updated;

    friend bool operator==(const FeedFacts&, const FeedFacts&) = default;
};

} // namespace arna

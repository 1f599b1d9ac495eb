#pragma once
#include "feeds/model/boxed.hpp"
#include "feeds/model/parts.hpp"
#include "feeds/text/error.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A feed as its source said it: untrusted, but decoded to UTF-8 and with absolute URLs in fields that hold URLs. It is
/// what `arna parse --json` prints; only clean() may take it further.
namespace arna {

enum class FeedFormat {
    rss_0_90,
    rss_0_91,
    rss_0_92,
    rss_0_93,
    rss_0_94,
    rss_1_0,
    rss_2_0,
    atom_0_3,
    atom_1_0,
    json_1_0,
    json_1_1,
    cdf,
    sitemap,      ///< <urlset> of sitemaps.org, also Google's for news; or plain text
    sitemap_index ///< <sitemapindex>: names sitemaps in `links`, has no items
};

/// A text with what is needed to read it.
struct Text {
    enum class Type {
        plain, ///< literal characters
        html,  ///< markup: tags and character references
        xhtml, ///< markup that was well-formed XML
        other, ///< another media type, named in `media_type`; never republished
    };
    std::string value;
    Type type = Type::plain;
    std::string media_type; ///< only where `type` is other
    std::string lang;       ///< xml:lang that holds for it, inherited
    std::string base;       ///< absolute base for relative URLs in its markup
    std::string src;        ///< Atom content that lies elsewhere; `value` is empty then

    [[nodiscard]] bool empty() const { return value.empty() && src.empty(); }
    friend bool operator==(const Text&, const Text&) = default;
};

/// One Media RSS object: media:content, or what stands beside none; groups are flattened. Nothing in it is required.
struct Media {
    struct Thumbnail {
        std::string url;
        std::optional<std::int32_t> width;
        std::optional<std::int32_t> height;
        std::string time;
        friend bool operator==(const Thumbnail&, const Thumbnail&) = default;
    };
    struct Credit {
        std::string name;
        std::string role;
        std::string scheme;
        friend bool operator==(const Credit&, const Credit&) = default;
    };
    std::string url;
    std::string type;
    std::string medium;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;
    std::optional<double> duration; ///< seconds
    std::optional<std::uint64_t> size;
    Text title;
    Text description;
    std::vector<Thumbnail> thumbnails;
    std::vector<Credit> credits;
    std::string rating;
    std::string expression;
    std::string player;
    bool is_default = false;

    friend bool operator==(const Media&, const Media&) = default;
};

struct ItunesFeed {
    std::string author, owner_name, owner_email, subtitle, summary, image, type, new_feed_url;
    std::vector<std::string>
        categories; ///< "A", or "A/B" for B inside A (required by Apple, as are image and explicit)
    std::vector<std::string> keywords;
    std::optional<bool> is_explicit;
    bool is_blocked = false;
    bool is_complete = false;

    friend bool operator==(const ItunesFeed&, const ItunesFeed&) = default;
};

struct ItunesItem {
    std::string author, subtitle, summary, image, episode, season, episode_type, title;
    std::vector<std::string> keywords;
    std::optional<double> duration; ///< seconds
    std::optional<bool> is_explicit;
    bool is_blocked = false;

    friend bool operator==(const ItunesItem&, const ItunesItem&) = default;
};

/// RSS: cloud. All of it is required there.
struct Cloud {
    std::string domain, port, path, register_procedure, protocol;
    friend bool operator==(const Cloud&, const Cloud&) = default;
};

/// RSS: textInput; RSS 0.9 and 1.0: textinput. All of it is required there.
struct TextInput {
    std::string title, description, name, link;
    friend bool operator==(const TextInput&, const TextInput&) = default;
};

/// Podlove simple chapters.
struct Chapter {
    double start = 0; ///< seconds
    std::string title, link, image;
    friend bool operator==(const Chapter&, const Chapter&) = default;
};

/// thr:in-reply-to (RFC 4685 §3), where ref is required.
struct Reply {
    std::string ref, href, type, source;
    friend bool operator==(const Reply&, const Reply&) = default;
};

/// The feed that an item was taken from. Atom: source, whose parts are those of a feed, all optional; RSS: source,
/// whose text is the title and whose url, required there, is `self`.
struct RawSource {
    Text title, subtitle, rights;
    std::string id, link, self, icon, logo;
    std::vector<Link> links;
    std::vector<Person> authors, contributors;
    std::vector<Category> categories;
    std::optional<Generator> generator;
    std::optional<Time> updated;

    friend bool operator==(const RawSource&, const RawSource&) = default;
};

/// An item of a feed: RSS's and CDF's item, Atom's entry. Of elements named in one line the first that is there counts;
/// what Dublin Core, Media RSS and the like say comes after the format's own elements.
struct RawItem {
    /// Atom: id (required); RSS: guid, rdf:about; dc:identifier; JSON Feed: id (required). Trimmed.
    std::string id;
    std::optional<bool> id_is_permalink; ///< RSS: guid's isPermaLink, true where it is missing
    /// The page, never an enclosure. RSS: link (title or description is required, this is not), a guid that is a
    /// permalink; Atom: link rel=alternate (required without content); JSON Feed: url; CDF: HREF.
    std::string link;
    std::vector<Link> links; ///< Atom, also in other formats: link; RSS: link; JSON Feed: url, external_url
    Text title;              ///< title (required in Atom; RSS wants it or a description), dc:title, media:title
    /// RSS: description, summary, abstract; Atom: summary; dc:description, media:description; JSON Feed: summary
    Text summary;
    Text rights; ///< RSS: copyright, rights; Atom: rights; dc:rights
    /// Atom: content; RSS: content, body, fullitem; content:encoded, xhtml:body, yandex:full-text, turbo:content; JSON
    /// Feed: content_html, content_text (one is required).
    std::vector<Text> content;
    std::string lang; ///< language, xml:lang, dc:language; only what stands on the item: texts carry what they inherit
    std::string license;         ///< link rel=license, cc:license, creativeCommons:license, dcterms:license
    std::vector<Person> authors; ///< author (required in Atom, here or in the feed), dc:creator; JSON Feed: authors
    std::vector<Person> contributors; ///< Atom: contributor; dc:contributor
    Boxed<Person> publisher;          ///< dc:publisher
    std::vector<Category> categories; ///< category, dc:subject, media:category, yandex:genre; JSON Feed: tags
    /// RSS: pubDate; Atom: published, issued (0.3); dcterms:issued; JSON Feed: date_published
    std::optional<Time> published;
    bool is_published_rough = false; ///< a page's list told the day alone, or "2 hours ago"
    /// Atom: updated (required), modified (0.3); RSS: lastBuildDate; dc:date, dcterms:modified; CDF: LASTMOD; JSON
    /// Feed: date_modified
    std::optional<Time> updated;
    std::optional<Time> created;                 ///< Atom 0.3: created; dcterms:created
    std::optional<Time> expired;                 ///< RSS: expirationDate
    Boxed<Validity> valid;                       ///< dcterms:valid
    std::string comments;                        ///< a page. RSS: comments; Atom: link rel=replies
    std::string comments_feed;                   ///< wfw:commentRss; Atom: link rel=replies of a type of feeds
    std::optional<std::uint64_t> comments_count; ///< slash:comments, thr:total, thr:count
    std::vector<Enclosure> enclosures;           ///< RSS: enclosure; Atom: link rel=enclosure; JSON Feed: attachments
    std::vector<Media> media;                    ///< Media RSS
    /// where the feed names one, never guessed from markup: image, itunes:image; JSON Feed: image, banner_image
    std::string image;
    Boxed<RawSource> source;
    std::vector<Chapter> chapters; ///< psc:chapters
    Boxed<ItunesItem> itunes;
    std::vector<Reply> in_reply_to; ///< thr:in-reply-to
    std::string via;                ///< Atom: link rel=via
    Boxed<Geo> geo;
    Extensions ext;
    /// XXH3 of the item's bytes and of all else that decides what becomes of it (base, language, ParseOptions): equal
    /// hashes, equal item. 0 is "not computed".
    std::uint64_t raw_hash = 0;
    bool is_seen = false; ///< ParseOptions::seen has the hash: nothing else of the item was read

    friend bool operator==(const RawItem&, const RawItem&) = default;
};

/// A document. RSS: channel; Atom: feed; JSON Feed: the whole object; CDF: CHANNEL.
struct RawFeed {
    FeedFormat format = FeedFormat::rss_2_0;
    std::string encoding; ///< the charset it was decoded from, lower case
    std::vector<Problem> problems;
    std::vector<std::pair<std::string, std::string>> namespaces; ///< prefix, URI
    std::string id; ///< Atom: id (required); RSS 1.0: rdf:about; JSON Feed: feed_url
    Text title;     ///< title (required everywhere), dc:title, media:title
    /// RSS: description (required); Atom: subtitle, tagline (0.3); CDF: ABSTRACT; dc:description; JSON Feed:
    /// description
    Text subtitle;
    Text rights; ///< RSS: copyright; Atom: rights, copyright (0.3); dc:rights
    Text info;   ///< Atom 0.3: info; feedburner:browserFriendly; JSON Feed: user_comment
    /// the home page. RSS: link (required); Atom: link rel=alternate; JSON Feed: home_page_url; CDF: HREF
    std::string link;
    /// the feed's own URL as it says it. Atom, also in RSS: link rel=self; JSON Feed: feed_url; CDF: SELF
    std::string self;
    std::string moved_to; ///< where the feed says that it moved: newLocation, itunes:new-feed-url
    std::vector<Link> links;
    std::vector<std::string> hubs; ///< Atom, also in RSS: link rel=hub; JSON Feed: hubs
    std::string lang; ///< RSS: language; xml:lang, dc:language; JSON Feed: language; else what came with the document
    std::string docs; ///< RSS: docs
    std::string icon; ///< Atom: icon; JSON Feed: favicon
    std::string logo; ///< Atom: logo; JSON Feed: icon; CDF: LOGO
    std::string license; ///< as of an item
    std::optional<Generator> generator;
    std::optional<FeedImage> image;
    std::vector<Person> authors;      ///< author; RSS: managingEditor; dc:creator; JSON Feed: authors
    std::vector<Person> contributors; ///< Atom: contributor; dc:contributor
    Boxed<Person> publisher;          ///< dc:publisher
    Boxed<Person> webmaster;          ///< RSS: webMaster
    std::vector<Category> categories;
    std::optional<Time> published, created; ///< as of an item
    /// Atom: updated (required), modified (0.3); RSS: lastBuildDate; dc:date; CDF: LASTMOD
    std::optional<Time> updated;
    Boxed<Validity> valid;
    std::optional<std::int32_t> ttl;              ///< minutes. RSS: ttl
    std::vector<std::int32_t> skip_hours;         ///< RSS: skipHours, 0 to 23, sorted
    std::vector<std::string> skip_days;           ///< RSS: skipDays, "Monday"
    std::string update_period;                    ///< sy:updatePeriod
    std::optional<std::int32_t> update_frequency; ///< sy:updateFrequency
    std::optional<Time> update_base;              ///< sy:updateBase
    std::optional<Cloud> cloud;
    std::optional<TextInput> textinput;
    std::string next, prev, first, last, prev_archive, next_archive,
        current;              ///< RFC 5005: link of that rel; JSON Feed: next_url
    bool is_complete = false; ///< fh:complete; JSON Feed: expired
    bool is_archive = false;  ///< fh:archive
    Boxed<ItunesFeed> itunes;
    Boxed<Geo> geo;
    Extensions ext;
    std::deque<RawItem> items; ///< it never moves to grow: an item is large, and a feed may have many

    friend bool operator==(const RawFeed&, const RawFeed&) = default;
};

} // namespace arna

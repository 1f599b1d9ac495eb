#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/text/error.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A feed as its source said it: untrusted, but decoded to UTF-8 and with absolute URLs in fields that hold URLs. It is what
/// `arna parse --json` prints; only clean() may take it further.
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
    cdf
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

/// One Media RSS object; groups are flattened.
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
    std::vector<std::string> categories; ///< "A", or "A/B" for B inside A
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

/// RSS: cloud.
struct Cloud {
    std::string domain, port, path, register_procedure, protocol;
    friend bool operator==(const Cloud&, const Cloud&) = default;
};

/// RSS: textInput.
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

/// thr:in-reply-to (RFC 4685 §3).
struct Reply {
    std::string ref, href, type, source;
    friend bool operator==(const Reply&, const Reply&) = default;
};

/// The feed that an item was taken from. Atom: source; RSS: source, whose url is `self`.
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

struct RawItem {
    std::string id;                      ///< atom:id, guid, rdf:about, JSON Feed's id; trimmed
    std::optional<bool> id_is_permalink; ///< only for RSS guids
    std::string link;                    ///< the page; never an enclosure
    std::vector<Link> links;
    Text title, summary, rights;
    std::vector<Text> content;
    std::string lang; ///< only what stands on the item itself; texts carry what they inherit
    std::string license;
    std::vector<Person> authors, contributors;
    std::optional<Person> publisher;
    std::vector<Category> categories;
    std::optional<Time> published, updated, created, expired;
    std::optional<Validity> valid;
    std::string comments, comments_feed;
    std::optional<std::uint64_t> comments_count;
    std::vector<Enclosure> enclosures;
    std::vector<Media> media;
    std::string image; ///< where the feed names one; never guessed from markup
    std::optional<RawSource> source;
    std::vector<Chapter> chapters;
    std::optional<ItunesItem> itunes;
    std::vector<Reply> in_reply_to;
    std::string via;
    std::optional<Geo> geo;
    Extensions ext;
    /// XXH3 of the item's bytes and of all else that decides what becomes of it (base, language, ParseOptions): equal hashes,
    /// equal item. 0 is "not computed".
    std::uint64_t raw_hash = 0;
    bool is_seen = false; ///< ParseOptions::seen has the hash: nothing else of the item was read

    friend bool operator==(const RawItem&, const RawItem&) = default;
};

struct RawFeed {
    FeedFormat format = FeedFormat::rss_2_0;
    std::string encoding; ///< the charset it was decoded from, lower case
    std::vector<Problem> problems;
    std::vector<std::pair<std::string, std::string>> namespaces; ///< prefix, URI
    std::string id;
    Text title, subtitle, rights, info;
    std::string link;     ///< home page
    std::string self;     ///< the feed's own URL as it says it
    std::string moved_to; ///< where the feed says that it moved
    std::vector<Link> links;
    std::vector<std::string> hubs;
    std::string lang, docs, icon, logo, license;
    std::optional<Generator> generator;
    std::optional<FeedImage> image;
    std::vector<Person> authors, contributors;
    std::optional<Person> publisher, webmaster;
    std::vector<Category> categories;
    std::optional<Time> published, updated, created;
    std::optional<Validity> valid;
    std::optional<std::int32_t> ttl; ///< minutes
    std::vector<std::int32_t> skip_hours;
    std::vector<std::string> skip_days;
    std::string update_period;
    std::optional<std::int32_t> update_frequency;
    std::optional<Time> update_base;
    std::optional<Cloud> cloud;
    std::optional<TextInput> textinput;
    std::string next, prev, first, last, prev_archive, next_archive, current; ///< RFC 5005
    bool is_complete = false, is_archive = false;
    std::optional<ItunesFeed> itunes;
    std::optional<Geo> geo;
    Extensions ext;
    std::vector<RawItem> items;

    friend bool operator==(const RawFeed&, const RawFeed&) = default;
};

} // namespace arna

#pragma once
#include "feeds/model/article.hpp"
#include "feeds/write/page/page_language.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The documents that arna publishes. Each is a function of its arguments alone: the same articles give the same bytes.
/// All are UTF-8, hold XML 1.0 characters only and no relative URL. What an article says is escaped as what it is, text
/// or sanitised markup, and addresses that are no web addresses are left out. The HTML pages: feeds/write/page.
namespace arna {

/// What else is made of a channel's articles: an edition in one language, or a digest. A link on the channel's page.
struct Branch {
    enum class Kind { edition, daily_digest, weekly_digest };

    Kind kind = Kind::edition;
    std::string name;     ///< of the link to an edition: "қазақша"; a page says itself what a digest is
    std::string title;    ///< of its feed
    std::string language; ///< BCP 47; empty: not said
    std::string path;     ///< of its page, below base_url: "/tags/referendum-2026.kk"
    std::string atom;     ///< absolute

    friend bool operator==(const Branch&, const Branch&) = default;
};

/// What a published feed says of itself, the same facts in every format. URLs are absolute.
struct Channel {
    std::string id; ///< "tag:feeds.example.kz,2026:tag/referendum-2026"
    std::string title;
    std::string description;
    std::string language; ///< BCP 47; empty: not said
    std::string description_language =
        {};           ///< the tag's own, where an edition or a digest speaks another; empty: not said
    Time updated;     ///< its last change
    std::string page; ///< the HTML page
    std::string atom, rss, json;
    std::string home;                              ///< the index that lists it; empty: none
    std::string topic_page = {}, topic_title = {}; ///< of a digest, its tag's; else empty
    std::string generator_version;
    // RFC 5005 §4; empty where they do not apply. An archive document's `atom` is its own address.
    bool is_archive = false;
    std::string prev_archive, current;
    std::vector<Branch> branches = {}; ///< in the order of the page

    friend bool operator==(const Channel&, const Channel&) = default;
};

/// How much of an article is republished (`content = …` of a source or tag).
enum class ContentPolicy {
    full,
    summary, ///< its summary, else the beginning of its text
    none,    ///< title, link and other facts
};

/// An article that a digest names.
struct DigestedArticle {
    std::string title;
    std::string url; ///< its page; empty: it has none
    std::string source;
    std::string language; ///< BCP 47; empty: unknown

    friend bool operator==(const DigestedArticle&, const DigestedArticle&) = default;
};

/// What an entry has that is a digest, in place of texts and a source.
struct DigestContent {
    std::string key; ///< of the period, the anchor on its page: "2026-02-23", "2026-W09"
    std::vector<DigestedArticle> articles;
    std::size_t more = 0; ///< articles that are not named
    PageLanguage language = PageLanguage::en;
};

/// An article together with what the configuration says of its republication.
struct PublishedEntry {
    const Article& article;
    ContentPolicy content = ContentPolicy::full;
    std::string excerpt = {};              ///< plain text in place of summary and content, where these were left out
    const DigestContent* digest = nullptr; ///< of a digest; it outlives the entry
};

/// RFC 4287, with Media RSS for the picture, RFC 5005 archive links and, for each entry, where it was taken from.
[[nodiscard]] std::string write_atom(const Channel& channel, std::span<const PublishedEntry> entries);

/// RSS 2.0 by its best-practice profile, with Dublin Core, Media RSS and content:encoded.
[[nodiscard]] std::string write_rss(const Channel& channel, std::span<const PublishedEntry> entries);

/// JSON Feed 1.1. What the format has no member for stands in `_arna`.
[[nodiscard]] std::string write_json_feed(const Channel& channel, std::span<const PublishedEntry> entries);

} // namespace arna

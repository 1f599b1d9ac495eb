#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/model/safe_html.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arna {

enum class PageKind {
    article, ///< one text, with what belongs to it
    listing, ///< a list of links to articles
    other,   ///< not found, a robot wall, a login, a script's empty shell, anything without text
};

/// What a web page says: `arna page --json` prints it (docs/pages.md). Plain texts are single-spaced, addresses are
/// absolute http(s) ones, and what the page does not say is empty: nothing is invented.
struct PageReading {
    struct Picture {
        std::string url;
        std::string credit;  ///< whom it is from, without "Photo:"
        std::string caption; ///< what stands below it
    };
    struct FeedLink {
        std::string url;
        std::string type; ///< media type, lower case
        std::string title;
    };

    PageKind kind = PageKind::other;
    std::string link;    ///< the canonical address if it is on the page's own site, else where the page came from
    std::string title;   ///< of the article, without the site's name
    std::string site;    ///< the site's name
    std::string summary; ///< the lead, or the description
    std::string lang;    ///< BCP 47
    std::vector<Person> authors;
    std::optional<Time> published;
    std::optional<Time> updated;
    std::string section;
    std::vector<Category> categories; ///< the scheme says where each came from: "page:json-ld", "page:label" …
    Picture image;
    SafeHtml content;            ///< the article
    std::string text;            ///< the same as plain text, each block on a line of its own
    std::optional<bool> is_free; ///< false where the page says that it is behind a wall
    std::vector<FeedLink> feeds; ///< feeds that the page links
    std::string next;            ///< the next page of a listing
    std::string shape;           ///< of a listing: where its items stand; another one the next time is another list
    std::vector<RawItem> items;  ///< what a listing lists, or what rules found
    std::vector<std::pair<std::string, std::string>> evidence; ///< which member came from where: "published", "json-ld"
    std::vector<Problem> problems;
};

} // namespace arna

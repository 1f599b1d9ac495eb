#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What a web page says of itself and of the feeds that it offers (autodiscovery).
struct HtmlPage {
    struct FeedLink {
        std::string url;   ///< absolute where it can be
        std::string type;  ///< media type, lower case
        std::string title; ///< plain text
    };
    std::string title;    ///< plain text, single-spaced
    std::string language; ///< of the <html> element, with hyphens
    std::vector<FeedLink> feeds;
    std::vector<std::string> links; ///< other http(s) addresses that the page links and that end like a feed's
};

/// Reads a page: <title>, <base>, every <link rel="alternate"> or rel="feed" with the type of a feed, and every <a>
/// whose path ends like a feed's ("/rss", "news.xml"; not "sitemap.xml"); both in order, each address once, at most 50.
/// `base` is where the page came from.
[[nodiscard]] HtmlPage read_html_page(std::string_view html, std::string_view base);

} // namespace arna

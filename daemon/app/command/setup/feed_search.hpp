#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/page/ruled/rule_proposals.hpp"
#include "feeds/parse/format/html_page.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Which feed an address leads to, or else which articles a page lists.
namespace arna {

/// How many requests one host gets, whatever it offers.
inline constexpr std::size_t most_search_requests = 12;

struct FoundFeed {
    std::string url; ///< to be polled: after permanent redirects
    CleanFeed feed;
    std::vector<HtmlPage::FeedLink> others; ///< what else the page offers; empty where the address was a feed
    bool is_news_sitemap = false;           ///< of the site, named in its robots.txt: the page offers no feed
};

/// A page that lists articles, and leads to no feed.
struct FoundPage {
    std::string url; ///< after redirects
    ListingProposal listing;
    ArticleProposal article;  ///< of the first two articles that it lists
    std::size_t articles = 0; ///< how many could be read
    std::string forbidden{};  ///< why robots.txt keeps the daemon from it; empty: it does not
};

/// Why none was found.
struct NoFeed {
    bool was_reached = false; ///< something answered
    std::string what;         ///< a clause: "HTTP 404: nothing is there"
};

using FeedSearch = std::expected<std::variant<FoundFeed, FoundPage>, NoFeed>;

/// Where the feed of a page may be, best first, each once: the feeds that it offers, those of comments last; its links
/// that end like a feed's; and the usual places at the root of `url`, where the page is.
[[nodiscard]] std::vector<std::string> feed_candidates(const HtmlPage& page, std::string_view url);

/// Looks for a feed at each address: a feed is taken as it is, on a page the first of feed_candidates() that is one; of
/// a page without any that lists articles the news sitemap of its site, or else the page itself, and two of the
/// articles. One request at a time, none twice,
/// at most most_search_requests to a host, and four for these. `ended` hears of each address in their
/// order, with its index. Blocks until all are done. `proxy` may be empty.
void search_feeds(std::span<const std::string> addresses, const std::string& proxy, FetchOptions options, Time now,
                  const std::function<void(std::size_t, FeedSearch)>& ended);

} // namespace arna

#include "daemon/app/command/setup/feed_search.hpp"

#include "daemon/app/fetched_robots.hpp"
#include "daemon/async/spawn.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// Where sites put their feed, at their root.
constexpr auto usual_places =
    std::to_array<std::string_view>({"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json",
                                     "/rss/", "/feed/", "/index.rss"});

bool is_of_comments(const HtmlPage::FeedLink& link) {
    constexpr auto words = std::to_array<std::string_view>({"comment", "коммент", "пікір"});
    const auto said = fold(link.title) + '\n' + fold(link.url);
    return std::ranges::any_of(words, [&](std::string_view word) { return said.contains(fold(word)); });
}

/// What one address gave.
struct Answer {
    std::optional<FoundFeed> feed;
    std::optional<HtmlPage> page; ///< where it is a page instead
    PageDocument document;        ///< what came, where it is no feed
    std::string url;              ///< after redirects
    bool was_reached = false;
    std::string what; ///< why it is no feed
};

/// The addresses behind "Sitemap:" (RFC 9309 §2.2.4), in order; of the first 500 KiB.
std::vector<std::string> sitemaps_in(std::string_view robots) {
    constexpr std::string_view field = "sitemap:";
    robots = robots.substr(0, std::size_t{500} << 10);
    std::vector<std::string> addresses;
    while (!robots.empty()) {
        const auto end = std::min(robots.find_first_of("\r\n"), robots.size());
        const auto line = trim_html_space(robots.substr(0, end));
        if (starts_with_lower(line, field) && addresses.size() < most_search_requests)
            addresses.emplace_back(trim_html_space(line.substr(field.size())));
        robots.remove_prefix(std::min(end + 1, robots.size()));
    }
    return addresses;
}

class Searcher {
public:
    Searcher(std::string proxy, FetchOptions options, Time now)
        : fetcher_(io_.get_executor(), io_.get_executor(), std::move(options)), proxy_(std::move(proxy)), now_(now) {}

    void run(std::span<const std::string> addresses, const std::function<void(std::size_t, FeedSearch)>& ended) {
        spawn(io_.get_executor(), search_all(addresses, ended), "search for feeds");
        io_.run();
    }

private:
    asio::awaitable<void> search_all(std::span<const std::string> addresses,
                                     const std::function<void(std::size_t, FeedSearch)>& ended) {
        for (std::size_t i = 0; i < addresses.size(); ++i) {
            auto found = co_await search(addresses[i]);
            ended(i, std::move(found));
        }
    }

    asio::awaitable<FeedSearch> search(std::string address) {
        if (const auto why_not = refusal(address)) co_return std::unexpected(NoFeed{true, *why_not});
        auto first = co_await ask(address);
        if (first.feed) co_return std::move(*first.feed);
        if (!first.page) co_return std::unexpected(NoFeed{first.was_reached, std::move(first.what)});
        std::set<std::string> tried;
        for (const auto& candidate : feed_candidates(*first.page, first.url)) {
            if (refusal(candidate)) continue;
            tried.insert(candidate);
            auto answer = co_await ask(candidate);
            if (!answer.feed) continue;
            for (auto& link : first.page->feeds)
                if (is_http_url(link.url) && !tried.contains(link.url)) answer.feed->others.push_back(std::move(link));
            co_return std::move(*answer.feed);
        }
        auto page = propose_page(first.document);
        if (page || !refusal(FetchedRobots::request(first.url, proxy_).url)) {
            const auto robots = co_await ask_robots(first.url);
            if (auto sitemap = co_await news_sitemap(robots.text, first.url)) co_return std::move(*sitemap);
            if (page && robots.says.forbids(first.url)) page->forbidden = robots.says.why_not(first.url);
            if (page) co_await read_articles(*page, robots.says);
        }
        if (page) co_return std::move(*page);
        co_return std::unexpected(NoFeed{true, "is a page that leads to no feed; give the address of the feed itself"});
    }

    /// The page as a source of its own; nothing where it lists no articles.
    [[nodiscard]] std::optional<FoundPage> propose_page(const PageDocument& document) const {
        FoundPage found{.url = document.url, .listing = propose_items(document, {}, now_), .article = {}};
        return found.listing.reading.kind == PageKind::listing ? std::optional(std::move(found)) : std::nullopt;
    }

    struct Robots {
        FetchedRobots says;
        std::string text;
    };

    asio::awaitable<Robots> ask_robots(std::string url) {
        ++requests_[host_of(url)];
        auto answer = co_await fetcher_.fetch(FetchedRobots::request(url, proxy_));
        FetchedRobots says(answer);
        const bool is_told = answer && answer->status == 200;
        co_return Robots{std::move(says), is_told ? std::move(answer->body) : std::string()};
    }

    /// The first sitemap that robots.txt names and calls one of news.
    asio::awaitable<std::optional<FoundFeed>> news_sitemap(std::string robots, std::string url) {
        for (const std::string& sitemap : sitemaps_in(robots)) {
            if (!contains_lower(sitemap, "news") || host_of(sitemap) != host_of(url)) continue;
            auto answer = co_await ask(sitemap);
            if (!answer.feed || answer.feed->feed.items.empty()) co_return std::nullopt;
            answer.feed->is_news_sitemap = true;
            co_return std::move(answer.feed);
        }
        co_return std::nullopt;
    }

    /// Those that robots.txt allows: the daemon would ask for no other.
    asio::awaitable<void> read_articles(FoundPage& found, const FetchedRobots& robots) {
        constexpr std::size_t most_articles = 2;
        std::vector<PageDocument> articles;
        for (const RawItem& item : found.listing.reading.items) {
            if (articles.size() >= most_articles) break;
            if (host_of(item.link) != host_of(found.url) || asked_.contains(canonical(item.link))) continue;
            if (!robots.allows(item.link)) continue;
            auto answer = co_await ask(item.link);
            if (!answer.page) break; // one that fails is enough
            articles.push_back(std::move(answer.document));
        }
        found.article = propose_article(articles, {}, now_);
        found.articles = articles.size();
    }

    /// Why an address is not asked; nothing if it may be.
    [[nodiscard]] std::optional<std::string> refusal(const std::string& url) const {
        if (asked_.contains(canonical(url))) return "was asked already";
        const auto count = requests_.find(host_of(url));
        if (count == requests_.end() || count->second < most_search_requests) return std::nullopt;
        return fmt::format("is not asked: its host had {} requests", most_search_requests);
    }

    /// With its port: each has a site of its own.
    static std::string host_of(const std::string& url) {
        return fmt::format("{}:{}", url_host(url), split_url(url).port);
    }

    /// Without its fragment, which no server sees.
    static std::string canonical(const std::string& url) { return url.substr(0, url.find('#')); }

    asio::awaitable<Answer> ask(std::string url) {
        asked_.insert(canonical(url));
        ++requests_[host_of(url)];
        auto response = co_await fetcher_.fetch({.url = url, .proxy = proxy_});
        if (!response) co_return Answer{.url = url, .what = std::move(response.error().message)};
        asked_.insert(canonical(response->effective_url));
        Answer answer{.url = response->effective_url, .was_reached = true};
        if (response->status != 200) {
            answer.what = refusal_text(response->status);
            co_return answer;
        }
        read(std::move(*response), url, answer);
        co_return answer;
    }

    void read(Response response, const std::string& url, Answer& answer) {
        const Document document{.bytes = std::move(response.body),
                                .url = response.effective_url,
                                .content_type = std::string(response.header("Content-Type")),
                                .content_language = std::string(response.header("Content-Language"))};
        auto feed = read_feed(document, {.source = "init", .site = "init"}, now_);
        if (feed) {
            answer.feed = FoundFeed{.url = response.permanent_url.empty() ? url : response.permanent_url,
                                    .feed = std::move(*feed),
                                    .others = {}};
            return;
        }
        answer.what = std::move(feed.error().message);
        const auto decoded = decode(document.bytes, document.content_type);
        if (is_html(decoded.text, document.content_type)) answer.page = read_html_page(decoded.text, document.url);
        answer.document = {.bytes = document.bytes,
                           .url = document.url,
                           .content_type = document.content_type,
                           .content_language = document.content_language};
    }

    static bool is_html(std::string_view text, std::string_view content_type) {
        const auto is_said = [](std::string_view where) { return fold(where).contains("html"); };
        return is_said(content_type) || is_said(text.substr(0, 1024));
    }

    asio::io_context io_{1};
    Fetcher fetcher_;
    std::string proxy_;
    Time now_;
    std::set<std::string> asked_;
    std::map<std::string, std::size_t> requests_; ///< by host
};

} // namespace

std::vector<std::string> feed_candidates(const HtmlPage& page, std::string_view url) {
    std::vector<std::string> candidates;
    const auto add = [&](const std::string& candidate) {
        if (is_http_url(candidate) && std::ranges::find(candidates, candidate) == candidates.end())
            candidates.push_back(candidate);
    };
    for (const bool comments : {false, true})
        for (const auto& link : page.feeds)
            if (is_of_comments(link) == comments) add(link.url);
    for (const auto& link : page.links) add(link);
    for (const auto place : usual_places) add(resolve_url(place, url));
    return candidates;
}

void search_feeds(std::span<const std::string> addresses, const std::string& proxy, FetchOptions options, Time now,
                  const std::function<void(std::size_t, FeedSearch)>& ended) {
    Searcher(proxy, std::move(options), now).run(addresses, ended);
}

} // namespace arna

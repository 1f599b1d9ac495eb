#include "daemon/app/visit.hpp"

#include "daemon/app/fetched_robots.hpp"
#include "daemon/async/spawn.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/sitemap/indexed_sitemaps.hpp"
#include "feeds/parse/format/html_page.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

Request request_for(const PollSource& source) {
    return {.url = source.url,
            .headers = source.headers,
            .username = source.username,
            .password = source.password,
            .proxy = source.proxy};
}

Result<CleanFeed> feed_of(Result<Reading> reading) {
    if (!reading) return std::unexpected(std::move(reading.error()));
    return std::move(reading->feed);
}

Result<CleanFeed> read_files(const PollSource& source, std::size_t max_body, Time now) {
    const auto files = survey_files(source.path, max_body);
    if (!files) return std::unexpected(files.error());
    return feed_of(read_local(source, *files, max_body, {}, now));
}

Document document_of(Response& response) {
    return {.bytes = std::move(response.body),
            .url = response.effective_url,
            .content_type = std::string(response.header("Content-Type")),
            .content_language = std::string(response.header("Content-Language"))};
}

/// What sites say in robots.txt, each asked once.
class SeveralRobots {
public:
    SeveralRobots(Fetcher& fetcher, const PollSource& source) : fetcher_(fetcher), source_(source) {}

    asio::awaitable<Result<void>> judge(std::string url) {
        if (!source_.pages.obeys_robots) co_return Result<void>();
        const auto* robots = co_await ask(url);
        if (robots->allows(url)) co_return Result<void>();
        co_return fail(Errc::refused, robots->why_not(url));
    }

    /// Of a page that lists articles: where robots.txt does not answer, the page itself tells how its site is.
    asio::awaitable<Result<void>> judge_listing(std::string url) {
        if (!source_.pages.obeys_robots || source_.kind != PollSource::Kind::page) co_return Result<void>();
        const auto* robots = co_await ask(url);
        if (!robots->forbids(url)) co_return Result<void>();
        co_return fail(Errc::refused, robots->why_not(url));
    }

private:
    asio::awaitable<const FetchedRobots*> ask(std::string url) {
        const auto at = robots_url(url);
        auto known = known_.find(at);
        if (known == known_.end()) {
            const auto answer = co_await fetcher_.fetch(FetchedRobots::request(url, source_.proxy));
            known = known_.emplace(at, FetchedRobots(answer)).first;
        }
        co_return &known->second;
    }

    Fetcher& fetcher_;
    const PollSource& source_;
    std::map<std::string, FetchedRobots> known_; ///< by its address
};

asio::awaitable<Result<void>> read_sitemap(Fetcher& fetcher, SeveralRobots& robots, IndexedSitemaps& sitemaps,
                                           const std::string& url, Time now) {
    if (auto allowed = co_await robots.judge(url); !allowed) co_return allowed;
    auto response = co_await fetcher.fetch(sitemaps.request(url));
    if (!response) co_return fail(response.error().code, std::move(response.error().message));
    if (auto judged = sitemaps.judge(*response); !judged) co_return judged;
    if (response->effective_url != url)
        if (auto allowed = co_await robots.judge(response->effective_url); !allowed) co_return allowed;
    co_return sitemaps.add(document_of(*response), {}, now);
}

/// An index of sitemaps with the items of its documents, as polling reads it; what fails of them is a problem.
asio::awaitable<Result<Reading>> with_sitemaps(Fetcher& fetcher, SeveralRobots& robots, const PollSource& source,
                                               Reading index, Time now) {
    IndexedSitemaps sitemaps(std::move(index), 0, source);
    while (const auto url = sitemaps.next()) {
        const auto read = co_await read_sitemap(fetcher, robots, sitemaps, *url, now);
        if (!read) sitemaps.failed(*url, read.error());
    }
    auto all = sitemaps.result();
    if (all && !all->complaint.empty()) all->feed.problems.push_back({"sitemap-unreadable", all->complaint});
    co_return all;
}

/// What a document that is no feed offers instead.
void look_for_feeds(Document document, VisitResult& result) {
    const auto text = decode(document.bytes, document.content_type).text;
    const auto page = read_html_page(text, document.url);
    for (const auto& link : page.feeds) result.offers.push_back(link.url);
    if (contains_lower(document.content_type, "html")) result.page = std::move(document);
}

asio::awaitable<VisitResult> visit(Fetcher& fetcher, const PollSource& source, std::size_t max_body, Time now) {
    if (source.url.empty()) co_return VisitResult{.feed = read_files(source, max_body, now)};
    SeveralRobots robots(fetcher, source);
    if (auto allowed = co_await robots.judge_listing(source.url); !allowed)
        co_return VisitResult{.feed = std::unexpected(std::move(allowed.error()))};
    auto response = co_await fetcher.fetch(request_for(source));
    if (!response) co_return VisitResult{.feed = std::unexpected(std::move(response.error()))};
    VisitResult result{.feed = fail(Errc::unavailable, refusal_text(response->status)), .status = response->status};
    if (response->status != 200 && response->status != 203) co_return result;
    if (auto allowed = co_await robots.judge_listing(response->effective_url); !allowed) {
        result.feed = std::unexpected(std::move(allowed.error()));
        co_return result;
    }
    auto document = document_of(*response);
    auto reading = read_document(document, source, {}, now);
    const bool is_index = reading && !reading->sitemaps.empty();
    if (is_index) reading = co_await with_sitemaps(fetcher, robots, source, std::move(*reading), now);
    result.feed = feed_of(std::move(reading));
    if (source.kind != PollSource::Kind::feed)
        result.page = std::move(document);
    else if (!result.feed && !is_index && result.feed.error().code == Errc::not_a_feed)
        look_for_feeds(std::move(document), result);
    if (result.feed && response->permanent_url != source.url) result.moved_to = std::move(response->permanent_url);
    co_return result;
}

class Visits {
public:
    Visits(std::span<const PollSource> sources, FetchOptions options, Time now,
           const std::function<void(std::size_t, VisitResult)>& ended)
        : sources_(sources),
          max_body_(options.max_body),
          fetcher_(io_.get_executor(), io_.get_executor(), std::move(options)),
          now_(now),
          ended_(ended) {}

    void run() {
        std::map<std::string, std::vector<std::size_t>> by_host;
        for (std::size_t i = 0; i < sources_.size(); ++i) by_host[url_host(sources_[i].url)].push_back(i);
        for (auto& [host, indices] : by_host)
            spawn(io_.get_executor(), visit_host(std::move(indices)), "visit of " + host);
        io_.run();
    }

private:
    asio::awaitable<void> visit_host(std::vector<std::size_t> indices) {
        for (const std::size_t index : indices) {
            auto result = co_await visit(fetcher_, sources_[index], max_body_, now_);
            ended_(index, std::move(result));
        }
    }

    std::span<const PollSource> sources_;
    std::size_t max_body_;
    asio::io_context io_{1};
    Fetcher fetcher_;
    Time now_;
    const std::function<void(std::size_t, VisitResult)>& ended_;
};

} // namespace

void visit_all(std::span<const PollSource> sources, FetchOptions options, Time now,
               const std::function<void(std::size_t, VisitResult)>& ended) {
    Visits(sources, std::move(options), now, ended).run();
}

FetchResult fetch_once(Request request, FetchOptions options) {
    asio::io_context io{1};
    Fetcher fetcher(io.get_executor(), io.get_executor(), std::move(options));
    std::optional<FetchResult> result;
    const auto work = [&]() -> asio::awaitable<void> { result = co_await fetcher.fetch(std::move(request)); };
    spawn(io.get_executor(), work(), "request");
    io.run();
    fetcher.stop();
    return result ? std::move(*result) : FetchResult(fail(Errc::unavailable, "was not made"));
}

} // namespace arna

#include "daemon/app/visit.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "daemon/poll/page_wishes.hpp"
#include "daemon/poll/reading.hpp"
#include "feeds/parse/format/html_page.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

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

/// An index of sitemaps with the items of its newest documents; one that fails is a problem.
asio::awaitable<Reading> with_sitemaps(Fetcher& fetcher, const PollSource& source, Reading index, Time now) {
    std::size_t asked = 0;
    for (const auto& url : index.sitemaps) {
        if (asked == source.sitemap_limit) break;
        if (!leads_to_site(url, source)) continue;
        ++asked;
        auto request = request_for(source);
        request.url = url;
        request.credentials_url = source.url;
        auto response = co_await fetcher.fetch(std::move(request));
        Result<Reading> document = fail(Errc::unavailable, "");
        if (!response)
            document = std::unexpected(std::move(response.error()));
        else if (response->status != 200)
            document = fail(Errc::unavailable, fmt::format("HTTP {}", response->status));
        else
            document = read_document(document_of(*response), source, {}, now);
        if (document)
            join(index.feed, std::move(document->feed));
        else
            index.feed.problems.push_back({"sitemap-unreadable", fmt::format("{}: {}", url, document.error().message)});
    }
    co_return index;
}

asio::awaitable<VisitResult> visit(Fetcher& fetcher, const PollSource& source, std::size_t max_body, Time now) {
    if (source.url.empty()) co_return VisitResult{.feed = read_files(source, max_body, now)};
    auto response = co_await fetcher.fetch(request_for(source));
    if (!response) co_return VisitResult{.feed = std::unexpected(std::move(response.error()))};
    VisitResult result{.feed = fail(Errc::unavailable, refusal_text(response->status)), .status = response->status};
    if (response->status != 200) co_return result;
    auto document = document_of(*response);
    auto reading = read_document(document, source, {}, now);
    if (reading && !reading->sitemaps.empty())
        reading = co_await with_sitemaps(fetcher, source, std::move(*reading), now);
    result.feed = feed_of(std::move(reading));
    if (!result.feed && result.feed.error().code == Errc::not_a_feed) {
        const auto text = decode(document.bytes, document.content_type).text;
        const auto page = read_html_page(text, document.url);
        for (const auto& link : page.feeds) result.offers.push_back(link.url);
        if (contains_lower(document.content_type, "html")) result.page = std::move(document);
    }
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

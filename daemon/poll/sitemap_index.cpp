#include "daemon/poll/sitemap_index.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/poll/page_wishes.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::size_t most_items = 20'000; ///< as of one document

/// A document of the index, read.
struct Indexed {
    Reading reading;
    std::uint64_t hash = 0;
};

Request request_for(const std::string& url, const IndexVisit& visit) {
    const auto& source = *visit.source;
    return {.url = url,
            .headers = source.headers,
            .username = source.username,
            .password = source.password,
            .credentials_url = source.url,
            .proxy = source.proxy,
            .stays_on_site = true,
            .manner = visit.manner};
}

asio::awaitable<Result<void>> allowed_by_robots(const std::string& url, IndexVisit& visit) {
    auto* const robots = visit.services.robots;
    if (!visit.source->pages.obeys_robots || robots == nullptr) co_return Result<void>();
    auto answer = co_await robots->ask(url, visit.source->proxy);
    if (answer.kind == RobotsAnswer::Kind::allowed) co_return Result<void>();
    co_return fail(Errc::refused, std::move(answer.why));
}

asio::awaitable<Result<Indexed>> read_one(const std::string& url, IndexVisit& visit) {
    visit.turn.step_back();
    visit.pass = {}; // who waits for a turn holds no memory: who holds a turn may be waiting for it
    if (auto allowed = co_await allowed_by_robots(url, visit); !allowed)
        co_return std::unexpected(std::move(allowed.error()));
    auto response = co_await visit.services.fetcher.fetch(request_for(url, visit), visit.turn);
    if (!response) co_return fail(response.error().code, std::move(response.error().message));
    visit.received += response->received;
    if (response->status != 200 && response->status != 203)
        co_return fail(Errc::unavailable, fmt::format("HTTP {}", response->status));
    visit.pass = co_await visit.memory.enter(visit.share * response->body.size());
    Document document{.bytes = std::move(response->body),
                      .url = response->effective_url,
                      .content_type = std::string(response->header("content-type")),
                      .content_language = std::string(response->header("content-language"))};
    co_return co_await run_on(
        visit.services.pool,
        [document = std::move(document), &visit, at = visit.services.clock.now()]() mutable -> Result<Indexed> {
            const auto hash = fingerprint(document, *visit.source);
            auto reading = read_document(std::move(document), *visit.source, visit.seen, at);
            if (!reading) return std::unexpected(std::move(reading.error()));
            if (!reading->sitemaps.empty()) return fail(Errc::not_a_feed, "it is an index of sitemaps itself");
            return Indexed{.reading = std::move(*reading), .hash = hash};
        });
}

std::size_t items_of(const CleanFeed& feed) { return feed.items.size() + feed.unchanged.size(); }

} // namespace

asio::awaitable<Result<Reading>> read_indexed(IndexVisit& visit, Reading index, std::uint64_t index_hash) {
    const auto limit = visit.source->sitemap_limit;
    const auto sitemaps = std::exchange(index.sitemaps, {});
    std::size_t asked = 0, read = 0;
    index.hash = index_hash;
    index.is_whole = false; // what is not in these documents is in others
    for (const auto& url : sitemaps) {
        if (asked == limit || items_of(index.feed) >= most_items) break;
        if (!leads_to_site(url, *visit.source)) continue;
        ++asked;
        auto document = co_await read_one(url, visit);
        if (visit.services.fetcher.is_stopped()) co_return fail(Errc::unavailable, "fetching was stopped");
        if (!document) {
            if (!index.complaint.empty()) index.complaint += "; ";
            index.complaint += fmt::format("{}: {}", masked_url(url), document.error().message);
            continue;
        }
        ++read;
        index.hash = XXH3_64bits_withSeed(&document->hash, sizeof document->hash, index.hash);
        index.is_truncated = index.is_truncated || document->reading.is_truncated;
        join(index.feed, std::move(document->reading.feed));
    }
    if (asked == 0) co_return fail(Errc::not_a_feed, "the index names no sitemap of its own site");
    if (read == 0) co_return fail(Errc::unavailable, std::move(index.complaint));
    if (read < asked) index.hash ^= asked - read; // it is read again when they answer
    co_return index;
}

} // namespace arna

#include "daemon/poll/sitemap/sitemap_index.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/poll/sitemap/indexed_sitemaps.hpp"

#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

asio::awaitable<Result<void>> allowed_by_robots(std::string url, IndexVisit& visit) {
    auto* const robots = visit.services.robots;
    if (!visit.source->pages.obeys_robots || robots == nullptr) co_return Result<void>();
    visit.turn.step_back(); // robots.txt takes a turn of its own at its host
    auto answer = co_await robots->ask(std::move(url), visit.source->proxy);
    if (answer.kind == RobotsAnswer::Kind::allowed) co_return Result<void>();
    co_return fail(Errc::refused, std::move(answer.why));
}

asio::awaitable<Result<void>> read_one(const std::string& url, IndexedSitemaps& sitemaps, IndexVisit& visit) {
    visit.turn.step_back();
    visit.pass = {}; // who waits for a turn holds no memory: who holds a turn may be waiting for it
    if (auto allowed = co_await allowed_by_robots(url, visit); !allowed) co_return allowed;
    auto request = sitemaps.request(url);
    request.manner = visit.manner;
    auto response = co_await visit.services.fetcher.fetch(std::move(request), visit.turn);
    if (!response) co_return fail(response.error().code, std::move(response.error().message));
    visit.received += response->received;
    if (auto judged = sitemaps.judge(*response); !judged) co_return judged;
    if (response->effective_url != url) {
        response->memory.reset(); // as above, of what transfers wait for
        if (auto allowed = co_await allowed_by_robots(response->effective_url, visit); !allowed) co_return allowed;
    }
    visit.pass = co_await visit.memory.enter(visit.share * response->body.size());
    Document document{.bytes = std::move(response->body),
                      .url = response->effective_url,
                      .content_type = std::string(response->header("content-type")),
                      .content_language = std::string(response->header("content-language"))};
    co_return co_await run_on(visit.services.pool, [document = std::move(document), &sitemaps, &visit,
                                                    at = visit.services.clock.now()]() mutable {
        return sitemaps.add(std::move(document), visit.seen, at);
    });
}

} // namespace

asio::awaitable<Result<Reading>> read_indexed(IndexVisit& visit, Reading index, std::uint64_t index_hash) {
    IndexedSitemaps sitemaps(std::move(index), index_hash, *visit.source);
    while (const auto url = sitemaps.next()) {
        const auto read = co_await read_one(*url, sitemaps, visit);
        if (visit.services.fetcher.is_stopped()) co_return fail(Errc::unavailable, "fetching was stopped");
        if (!read) sitemaps.failed(*url, read.error());
    }
    co_return sitemaps.result();
}

} // namespace arna

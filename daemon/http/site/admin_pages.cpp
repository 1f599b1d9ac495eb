#include "daemon/http/site/admin_pages.hpp"

#include "daemon/http/site/metrics.hpp"
#include "daemon/http/site/readiness.hpp"
#include "daemon/http/site/routes.hpp"
#include "daemon/publish/operations.hpp"
#include "daemon/store/readers.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace arna {
namespace asio = boost::asio;

namespace {

constexpr std::string_view page_policy_field =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\r\n";

Answer page(std::string_view content_type, std::string body, std::string_view fields = {}) {
    return {.status = 200,
            .fields = fmt::format("Content-Type: {}\r\nCache-Control: no-store\r\n{}", content_type, fields),
            .body = std::make_shared<const std::string>(std::move(body))};
}

using Services = std::shared_ptr<const SiteServices>;

/// Reads the store and writes one of the pages from it, both in the pool.
template <class Write>
asio::awaitable<std::string> from_store(const SiteServices& services, Write write) {
    co_return co_await services.readers.read(
        services.pool, [write = std::move(write)](StoreReader& reader) { return write(read_operations(reader)); });
}

asio::awaitable<Answer> status_page(Services services) {
    auto body = co_await from_store(*services,
                                    [version = services->version, now = services->now()](const Operations& operations) {
                                        return status_html(operations, version, now);
                                    });
    co_return page("text/html; charset=utf-8", std::move(body), page_policy_field);
}

asio::awaitable<Answer> status_data(Services services) {
    auto body = co_await from_store(*services,
                                    [version = services->version, now = services->now()](const Operations& operations) {
                                        return status_json(operations, version, now);
                                    });
    co_return page("application/json", std::move(body));
}

asio::awaitable<Answer> operations_feed(Services services) {
    const auto& options = services->documents.catalogue().options();
    auto body = co_await from_store(
        *services, [base_url = options.base_url, authority = options.authority](const Operations& operations) {
            return operations_atom(operations, base_url, authority);
        });
    co_return page("application/atom+xml; charset=utf-8", std::move(body));
}

asio::awaitable<Answer> metrics_page(Services services) {
    auto body = co_await from_store(
        *services,
        [version = services->version, server = services->public_counters(), documents = services->documents.counters(),
         subscribers = services->subscribers.counters(services->now())](const Operations& operations) {
            return metrics_text(operations, server, documents, subscribers, version);
        });
    if (services->more_metrics) body += services->more_metrics();
    co_return page("text/plain; version=0.0.4; charset=utf-8", std::move(body));
}

asio::awaitable<Answer> readiness_page(Services services, std::shared_ptr<Readiness> readiness) {
    const bool is_ready = services->is_ready() && co_await readiness->store_answers();
    co_return is_ready ? plain_answer(200, "ready") : plain_answer(503, "not ready");
}

} // namespace

AdminPages admin_pages(const SiteServices& given) {
    const auto services = std::make_shared<const SiteServices>(given);
    const auto readiness = std::make_shared<Readiness>(given.io, given.store, given.patience);
    return {.status = [services](const HttpRequest&) { return status_page(services); },
            .status_json = [services](const HttpRequest&) { return status_data(services); },
            .operations = [services](const HttpRequest&) { return operations_feed(services); },
            .metrics = [services](const HttpRequest&) { return metrics_page(services); },
            .readiness = [services, readiness](const HttpRequest&) { return readiness_page(services, readiness); }};
}

} // namespace arna

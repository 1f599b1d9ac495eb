#include "daemon/http/metrics.hpp"
#include "daemon/http/plain_answer.hpp"
#include "daemon/http/sites.hpp"
#include "daemon/publish/operations.hpp"
#include "daemon/store/readers.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace arna {
namespace asio = boost::asio;

namespace {

Answer page(std::string_view content_type, std::string body, std::string_view fields = {}) {
    return {.status = 200,
            .fields = fmt::format("Content-Type: {}\r\nCache-Control: no-store\r\n{}", content_type, fields),
            .body = std::make_shared<const std::string>(std::move(body))};
}

constexpr std::string_view page_policy_field =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\r\n";

/// Reads the store and writes one of the pages from it, both in the pool.
template <class Write>
asio::awaitable<std::string> from_store(const AdminOptions& options, Write write) {
    co_return co_await options.readers.read(
        options.pool, [write = std::move(write)](StoreReader& reader) { return write(read_operations(reader)); });
}

asio::awaitable<Answer> status_page(std::shared_ptr<const AdminOptions> options) {
    auto body =
        co_await from_store(*options, [version = options->version, now = options->now()](const Operations& operations) {
            return status_html(operations, version, now);
        });
    co_return page("text/html; charset=utf-8", std::move(body), page_policy_field);
}

asio::awaitable<Answer> status_data(std::shared_ptr<const AdminOptions> options) {
    auto body =
        co_await from_store(*options, [version = options->version, now = options->now()](const Operations& operations) {
            return status_json(operations, version, now);
        });
    co_return page("application/json", std::move(body));
}

asio::awaitable<Answer> operations_feed(std::shared_ptr<const AdminOptions> options) {
    auto body = co_await from_store(
        *options, [base_url = options->base_url, authority = options->authority](const Operations& operations) {
            return operations_atom(operations, base_url, authority);
        });
    co_return page("application/atom+xml; charset=utf-8", std::move(body));
}

asio::awaitable<Answer> metrics_page(std::shared_ptr<const AdminOptions> options) {
    auto body =
        co_await from_store(*options, [version = options->version, server = options->public_counters(),
                                       documents = options->documents.counters()](const Operations& operations) {
            return metrics_text(operations, server, documents, version);
        });
    if (options->more_metrics) body += options->more_metrics();
    co_return page("text/plain; version=0.0.4; charset=utf-8", std::move(body));
}

} // namespace

Handler admin_site(AdminOptions given) {
    const auto options = std::make_shared<const AdminOptions>(std::move(given));
    return [options](const RequestHead& request) -> asio::awaitable<Answer> {
        const auto path = request.path;
        if (path == "/") return at_once({.status = 301, .fields = "Location: status\r\nCache-Control: no-store\r\n"});
        if (path == "/healthz") return at_once(plain_answer(200, "ok"));
        if (path == "/readyz") {
            return at_once(options->is_ready() ? plain_answer(200, "ready") : plain_answer(503, "not ready"));
        }
        if (path == "/status") return status_page(options);
        if (path == "/status.json") return status_data(options);
        if (path == "/ops.atom") return operations_feed(options);
        if (path == "/metrics") return metrics_page(options);
        return at_once(plain_answer(404, "there is nothing here"));
    };
}

} // namespace arna

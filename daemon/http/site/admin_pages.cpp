#include "daemon/http/site/admin_pages.hpp"

#include "daemon/http/site/readiness.hpp"
#include "daemon/http/site/routes.hpp"

#include <fmt/format.h>

#include <functional>
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
using Text = std::function<asio::awaitable<std::string>()>;

/// Views and functions of a route live as long as the route; a coroutine takes what it uses as parameters all the same.
asio::awaitable<Answer> made(Text text, std::string_view content_type, std::string_view fields) {
    co_return page(content_type, co_await text(), fields);
}

Handler handler(Text text, std::string_view content_type, std::string_view fields = {}) {
    return
        [text = std::move(text), content_type, fields](const HttpRequest&) { return made(text, content_type, fields); };
}

asio::awaitable<Answer> readiness_page(Services services, std::shared_ptr<Readiness> readiness) {
    const bool is_ready = services->is_ready() && co_await readiness->store_answers();
    co_return is_ready ? plain_answer(200, "ready") : plain_answer(503, "not ready");
}

} // namespace

AdminPages admin_pages(const SiteServices& given) {
    const auto services = std::make_shared<const SiteServices>(given);
    const auto readiness = std::make_shared<Readiness>(given.io, given.store, given.patience);
    const auto& texts = given.admin;
    return {.status = handler(texts.status_page, "text/html; charset=utf-8", page_policy_field),
            .status_json = handler(texts.status_json, "application/json"),
            .operations = handler(texts.operations_feed, "application/atom+xml; charset=utf-8"),
            .metrics = handler(texts.metrics, "text/plain; version=0.0.4; charset=utf-8"),
            .readiness = [services, readiness](const HttpRequest&) { return readiness_page(services, readiness); }};
}

} // namespace arna

#include "daemon/fetch/fetcher.hpp"

#include "daemon/fetch/engine.hpp"
#include "daemon/fetch/redirects.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace arna {

std::string_view Response::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const HeaderField& field) { return equals_ignoring_case(field.name, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

Fetcher::Fetcher(FetchOptions options) : engine_(std::make_unique<Engine>(std::move(options))) {}
Fetcher::~Fetcher() = default;

void Fetcher::stop() { engine_->stop(); }
bool Fetcher::is_stopped() const { return engine_->is_stopped(); }

boost::asio::awaitable<Result<Response>> Fetcher::fetch(Request request) {
    const auto& options = engine_->options();
    std::chrono::milliseconds took{};
    bool is_moved = false, is_moved_for_good = true;
    auto hop = first_hop(request, options.user_agent);
    for (int redirects = 0;; ++redirects) {
        if (!hop) co_return std::unexpected(std::move(hop.error()));
        auto response = co_await engine_->transfer(*hop, options.timeout - took);
        if (!response) co_return response;
        response->took = took += response->took;
        if (!is_redirect(*response)) {
            if (is_moved && is_moved_for_good) response->permanent_url = response->effective_url;
            co_return response;
        }
        if (redirects == max_redirects)
            co_return fail(Errc::limit_exceeded, "more than " + std::to_string(max_redirects) + " redirects");
        is_moved = true;
        is_moved_for_good = is_moved_for_good && is_permanent(response->status);
        hop = next_hop(request, *hop, *response, options.user_agent);
    }
}

} // namespace arna

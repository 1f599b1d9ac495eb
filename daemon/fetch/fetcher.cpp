#include "daemon/fetch/fetcher.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/fetch/caching.hpp"
#include "daemon/fetch/decoding.hpp"
#include "daemon/fetch/fetch_thread.hpp"
#include "daemon/fetch/redirects.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// A site's own servers, mirrors and language hosts stand behind one door more often than not.
constexpr std::size_t site_share = 4;

/// How long one answer may silence a whole host: others than the one who gave it live there too.
constexpr std::chrono::hours max_hold{1};

HostSlots::Options slots_of(const FetchOptions& options) {
    return {.concurrency = options.concurrency,
            .per_host = options.per_host,
            .per_site = site_share * options.per_host,
            .spacing = options.spacing};
}

Error error_of(const HostGate::Refusal& refusal) {
    if (refusal.held == milliseconds(0)) return {Errc::unavailable, "fetching was stopped"};
    return {Errc::unavailable, fmt::format("host asked to be left alone for another {} s",
                                           std::chrono::ceil<std::chrono::seconds>(refusal.held).count())};
}

} // namespace

std::string_view Response::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const HeaderField& field) { return equals_ignoring_case(field.name, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

Fetcher::Fetcher(asio::any_io_executor io, asio::any_io_executor pool, FetchOptions options, const Clock& clock)
    : pool_(std::move(pool)),
      clock_(clock),
      thread_(std::make_unique<FetchThread>(std::move(options))),
      gate_(std::move(io), slots_of(thread_->options()), thread_->guard(), clock.steady) {}

Fetcher::~Fetcher() = default;

void Fetcher::stop() {
    assert(home_.is_here());
    gate_.stop();
    thread_->stop();
}

bool Fetcher::is_stopped() const { return thread_->is_stopped(); }

asio::awaitable<FetchResult> Fetcher::fetch(Request request) {
    HostGate::Turn turn;
    co_return co_await fetch(std::move(request), turn);
}

asio::awaitable<FetchResult> Fetcher::fetch(Request request, HostGate::Turn& turn) {
    assert(home_.is_here());
    const auto& options = thread_->options();
    milliseconds took{};
    bool is_moved = false, is_moved_for_good = true;
    auto hop = first_hop(request, options.user_agent);
    for (int redirects = 0;; ++redirects) {
        if (!hop) co_return std::unexpected(std::move(hop.error()));
        auto response = co_await send(*hop, options.timeout - took, request.manner, turn);
        if (!response) co_return response;
        response->took = took += response->took;
        if (!is_redirect(*response)) {
            if (is_moved && is_moved_for_good) response->permanent_url = response->effective_url;
            co_return response;
        }
        if (redirects == max_redirects)
            co_return fail(Errc::limit_exceeded,
                           fmt::format("more than {} redirects; try the address in a browser", max_redirects));
        is_moved = true;
        is_moved_for_good = is_moved_for_good && is_permanent(response->status);
        hop = next_hop(request, *hop, *response, options.user_agent);
        turn.step_back();
    }
}

/// One hop, when it is its turn.
asio::awaitable<FetchResult> Fetcher::send(Hop hop, milliseconds allowance, HostGate::Manner manner,
                                           HostGate::Turn& turn) {
    if (!turn) {
        auto admission = co_await gate_.enter(hop.url, manner, std::move(turn));
        if (!admission) co_return std::unexpected(error_of(admission.error()));
        turn = std::move(*admission);
    }
    auto answer = co_await thread_->transfer(std::move(hop), allowance);
    if (answer) {
        obey_retry_after(answer->response);
        check_clock(answer->response);
    }
    turn.leave_host();
    if (!answer) co_return std::unexpected(std::move(answer.error()));
    auto& response = answer->response;
    if (answer->coding != ContentCoding::identity || is_gzip_file(response.body)) {
        auto decode = [coding = answer->coding, bytes = std::move(response.body),
                       limit = thread_->options().max_body]() mutable {
            auto decoded = decode_body(coding, std::move(bytes), limit);
            return decoded ? unpack_gzip_file(std::move(*decoded), limit) : std::move(decoded);
        };
        auto body = co_await run_on(pool_, std::move(decode));
        if (!body) co_return std::unexpected(std::move(body.error()));
        answer->memory->decoded(body->size());
        response.body = std::move(*body);
        response.is_length_known = true; // the coding has an end mark
    }
    response.memory = std::move(answer->memory);
    co_return std::move(response);
}

void Fetcher::obey_retry_after(const Response& response) {
    if (const auto wait = retry_after_of(response, std::chrono::floor<std::chrono::seconds>(clock_.now()), max_hold))
        gate_.hold(response.effective_url, *wait);
}

void Fetcher::check_clock(const Response& response) {
    const auto date = parse_http_date(response.header("date"));
    if (date && std::chrono::abs(clock_.now() - *date) < std::chrono::days(1)) clock_checked_ = clock_.steady();
}

} // namespace arna

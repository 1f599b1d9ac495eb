#include "daemon/fetch/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cassert>
#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::size_t least_share = 64u << 10; ///< memory that a transfer needs to be started
constexpr std::chrono::milliseconds longest_wait{1000};
constexpr long idle_connections = 32;

AddressGuard guard_of(const FetchOptions& options) {
    std::vector<Network> allow;
    for (const auto& text : options.allow) {
        const auto network = parse_network(text);
        if (!network) throw std::invalid_argument(network.error().message);
        allow.push_back(*network);
    }
    return AddressGuard(std::move(allow));
}

std::unexpected<Error> stopping() { return fail(Errc::unavailable, "fetching was stopped"); }

} // namespace

/// A body's share of memory while its response lives; gives it back from whatever thread drops it.
struct Fetcher::Engine::Lease {
    Lease(std::shared_ptr<Inbox> to, BodyBudget::Share held) : inbox(std::move(to)), share(held) {}
    ~Lease() {
        const std::lock_guard lock(inbox->mutex);
        inbox->released_bytes += share.held;
        inbox->has_released_privilege |= share.is_privileged;
        if (inbox->is_short_of_memory && inbox->multi != nullptr) curl_multi_wakeup(inbox->multi);
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    std::shared_ptr<Inbox> inbox;
    BodyBudget::Share share;
};

Fetcher::Engine::Engine(FetchOptions options)
    : options_(std::move(options)), guard_(guard_of(options_)), budget_(options_.memory, options_.max_body) {
    initialise_curl();
    multi_.reset(curl_multi_init());
    if (!multi_) throw std::bad_alloc();
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options_.concurrency) + idle_connections);
    inbox_->multi = multi_.get();
    thread_ = std::thread([this] {
        try {
            run();
        } catch (const std::exception& e) {
            spdlog::critical("fetch thread failed error=\"{}\"", e.what());
            std::terminate(); // every visit would hang
        }
    });
}

void Fetcher::Engine::stop() {
    {
        const std::lock_guard lock(inbox_->mutex);
        if (inbox_->multi != nullptr) curl_multi_wakeup(inbox_->multi);
        inbox_->is_closed = true;
    }
    if (thread_.joinable()) thread_.join();
}

bool Fetcher::Engine::is_stopped() const {
    const std::lock_guard lock(inbox_->mutex);
    return inbox_->is_closed;
}

asio::awaitable<Result<Response>> Fetcher::Engine::transfer(Hop hop, std::chrono::milliseconds allowance) {
    auto initiate = [this](auto handler, Hop to, std::chrono::milliseconds time) {
        auto back = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        enqueue({std::move(to), time,
                 [handler = std::move(handler), back = std::move(back)](Result<Response> response) mutable {
                     asio::post(back, [handler = std::move(handler), response = std::move(response)]() mutable {
                         std::move(handler)(std::move(response));
                     });
                 }});
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Response>)>(
        initiate, asio::use_awaitable, std::move(hop), allowance);
}

void Fetcher::Engine::enqueue(Job job) {
    {
        const std::lock_guard lock(inbox_->mutex);
        if (!inbox_->is_closed) {
            if (inbox_->jobs.empty()) curl_multi_wakeup(inbox_->multi);
            inbox_->jobs.push_back(std::move(job));
            return;
        }
    }
    job.complete(stopping());
}

void Fetcher::Engine::run() {
    while (take_inbox()) {
        resume_paused();
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        reap_finished();
        end_overdue();
        decode_finished();
        start_waiting();
        wait();
    }
    end_all();
}

/// False once the engine is to stop.
bool Fetcher::Engine::take_inbox() {
    const std::lock_guard lock(inbox_->mutex);
    for (auto& job : inbox_->jobs) waiting_.push_back(std::move(job));
    inbox_->jobs.clear();
    BodyBudget::Share released{std::exchange(inbox_->released_bytes, 0),
                               std::exchange(inbox_->has_released_privilege, false)};
    budget_.give_back(released);
    inbox_->is_short_of_memory =
        !undecoded_.empty() || !waiting_.empty() ||
        std::ranges::any_of(running_, [](const Running& r) { return r.transfer->is_paused(); });
    return !inbox_->is_closed;
}

void Fetcher::Engine::start_waiting() {
    while (!waiting_.empty() && running_.size() < options_.concurrency) {
        if (!running_.empty() && !budget_.has_common(least_share)) return;
        start(std::move(waiting_.front()));
        waiting_.pop_front();
    }
}

void Fetcher::Engine::start(Job job) {
    CurlEasy handle;
    if (idle_handles_.empty()) {
        handle.reset(curl_easy_init());
        if (!handle) throw std::bad_alloc();
    } else {
        handle = std::move(idle_handles_.back());
        idle_handles_.pop_back();
    }
    auto transfer = std::make_unique<Transfer>(std::move(handle), std::move(job.hop), options_, guard_, budget_,
                                               Transfer::Clock::now() + job.allowance);
    Running running{std::move(transfer), std::move(job.complete)};
    if (const auto refusal = running.transfer->refusal())
        return complete(std::move(running), std::unexpected(*refusal));
    curl_multi_add_handle(multi_.get(), running.transfer->handle());
    running_.push_back(std::move(running));
}

void Fetcher::Engine::resume_paused() {
    const auto now = Transfer::Clock::now();
    for (auto& running : running_) // the oldest first
        if (running.transfer->is_paused()) running.transfer->try_resume(now);
}

void Fetcher::Engine::reap_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURL* done = message->easy_handle;
        const CURLcode code = message->data.result; // the message ends with the next call
        finish(std::ranges::find_if(running_, [&](const Running& r) { return r.transfer->handle() == done; }), code);
    }
}

void Fetcher::Engine::end_overdue() {
    const auto now = Transfer::Clock::now();
    for (auto it = running_.begin(); it != running_.end();) {
        const auto running = it++;
        if (!running->transfer->is_paused() && running->transfer->deadline() <= now)
            finish(running, CURLE_OPERATION_TIMEDOUT);
    }
}

void Fetcher::Engine::finish(std::list<Running>::iterator running, CURLcode code) {
    assert(running != running_.end());
    Running ended = std::move(*running);
    running_.erase(running);
    if (auto failure = ended.transfer->failure(code)) {
        curl_multi_remove_handle(multi_.get(), ended.transfer->handle());
        return complete(std::move(ended), std::unexpected(std::move(*failure)));
    }
    curl_multi_remove_handle(multi_.get(), ended.transfer->handle());
    undecoded_.push_back(std::move(ended));
}

void Fetcher::Engine::decode_finished() {
    for (auto it = undecoded_.begin(); it != undecoded_.end();) {
        auto response = it->transfer->take_response(Transfer::Clock::now());
        if (!response) { // there may be memory for a later one: the privileged may stand there
            ++it;
            continue;
        }
        Running decoded = std::move(*it);
        it = undecoded_.erase(it);
        complete(std::move(decoded), std::move(*response));
    }
}

void Fetcher::Engine::complete(Running ended, Result<Response> response) {
    if (response) response->memory = std::make_shared<const Lease>(inbox_, ended.transfer->release_share());
    if (idle_handles_.size() < options_.concurrency) idle_handles_.push_back(ended.transfer->release_handle());
    ended.transfer.reset();
    ended.complete(std::move(response));
}

bool Fetcher::Engine::is_short_of_memory() const {
    return !undecoded_.empty() || (!waiting_.empty() && running_.size() < options_.concurrency) ||
           std::ranges::any_of(running_, [](const Running& r) { return r.transfer->is_paused(); });
}

void Fetcher::Engine::wait() {
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->is_short_of_memory = is_short_of_memory();
        if (inbox_->is_short_of_memory && (inbox_->released_bytes > 0 || inbox_->has_released_privilege)) return;
    }
    auto until = Transfer::Clock::now() + longest_wait;
    for (const auto& running : running_)
        if (!running.transfer->is_paused()) until = std::min(until, running.transfer->deadline());
    const auto time = std::chrono::ceil<std::chrono::milliseconds>(until - Transfer::Clock::now());
    curl_multi_poll(multi_.get(), nullptr, 0, std::max(0, static_cast<int>(time.count())), nullptr);
}

void Fetcher::Engine::end_all() {
    std::vector<Job> unsent;
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->multi = nullptr;
        unsent.swap(inbox_->jobs);
    }
    for (auto& running : running_) {
        curl_multi_remove_handle(multi_.get(), running.transfer->handle());
        running.complete(stopping());
    }
    for (auto& running : undecoded_) running.complete(stopping());
    for (auto& job : waiting_) job.complete(stopping());
    for (auto& job : unsent) job.complete(stopping());
    running_.clear();
    undecoded_.clear();
    waiting_.clear();
    idle_handles_.clear();
    multi_.reset();
}

} // namespace arna

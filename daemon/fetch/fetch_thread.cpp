#include "daemon/fetch/fetch_thread.hpp"

#include "daemon/log/events.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

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
constexpr std::size_t idle_connections = 32;
/// Each may need the largest body's memory, which transfers then lack; more of them would only queue for the pool.
constexpr std::size_t decodings_at_once = 4;

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

FetchThread::Lease::Lease(std::shared_ptr<Inbox> inbox, BodyBudget::Share share, bool is_for_decoding)
    : inbox_(std::move(inbox)), share_(share), is_for_decoding_(is_for_decoding) {}

FetchThread::Lease::~Lease() { give_back(0); }

void FetchThread::Lease::decoded(std::size_t size) { give_back(size); }

/// All but `size` bytes.
void FetchThread::Lease::give_back(std::size_t size) {
    const std::lock_guard lock(inbox_->mutex);
    inbox_->released_bytes += share_.held - size;
    share_.held = size;
    if (std::exchange(is_for_decoding_, false)) ++inbox_->ended_decodings;
    if (size == 0) inbox_->has_released_privilege |= std::exchange(share_.is_privileged, false);
    if (inbox_->is_short_of_memory && inbox_->loop != nullptr) inbox_->loop->wake();
}

FetchThread::FetchThread(FetchOptions options)
    : options_(std::move(options)),
      guard_(guard_of(options_)),
      loop_(options_.concurrency + idle_connections),
      budget_(options_.memory, options_.max_body) {
    inbox_->loop = &loop_;
    thread_ = std::thread([this] {
        try {
            run();
        } catch (const std::exception& e) {
            log(events::internal_error, {{"where", "fetch thread"}, {"error", e.what()}});
            std::terminate(); // every visit would hang
        }
    });
}

void FetchThread::stop() {
    {
        const std::lock_guard lock(inbox_->mutex);
        if (inbox_->loop != nullptr) inbox_->loop->wake();
        inbox_->is_closed = true;
    }
    if (thread_.joinable()) thread_.join();
}

bool FetchThread::is_stopped() const {
    const std::lock_guard lock(inbox_->mutex);
    return inbox_->is_closed;
}

asio::awaitable<std::expected<FetchThread::Answer, FetchError>>
FetchThread::transfer(Hop hop, std::chrono::milliseconds allowance) {
    auto initiate = [this](auto handler, Hop to, std::chrono::milliseconds time) {
        auto back = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        enqueue(
            {std::move(to), time,
             [handler = std::move(handler), back = std::move(back)](std::expected<Answer, FetchError> answer) mutable {
                 asio::post(back, [handler = std::move(handler), answer = std::move(answer)]() mutable {
                     std::move(handler)(std::move(answer));
                 });
             }});
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::expected<Answer, FetchError>)>(
        initiate, asio::use_awaitable, std::move(hop), allowance);
}

void FetchThread::enqueue(Job job) {
    {
        const std::lock_guard lock(inbox_->mutex);
        if (!inbox_->is_closed) {
            if (inbox_->jobs.empty()) inbox_->loop->wake();
            inbox_->jobs.push_back(std::move(job));
            return;
        }
    }
    job.complete(stopping());
}

void FetchThread::run() {
    while (take_inbox()) {
        resume_paused();
        reap_finished();
        end_overdue();
        hand_out_coded();
        start_waiting();
        wait();
    }
    end_all();
}

/// False once the thread is to end.
bool FetchThread::take_inbox() {
    const std::lock_guard lock(inbox_->mutex);
    for (auto& job : inbox_->jobs) waiting_.push_back(std::move(job));
    inbox_->jobs.clear();
    BodyBudget::Share released{std::exchange(inbox_->released_bytes, 0),
                               std::exchange(inbox_->has_released_privilege, false)};
    budget_.give_back(released);
    decodings_ -= std::exchange(inbox_->ended_decodings, 0);
    inbox_->is_short_of_memory = is_short_of_memory();
    return !inbox_->is_closed;
}

void FetchThread::start_waiting() {
    while (!waiting_.empty() && (running_.empty() || budget_.has_common(least_share))) {
        start(std::move(waiting_.front()));
        waiting_.pop_front();
    }
}

void FetchThread::start(Job job) {
    CurlEasy handle;
    if (idle_handles_.empty()) {
        handle = Transfer::make_handle(options_);
    } else {
        handle = std::move(idle_handles_.back());
        idle_handles_.pop_back();
    }
    auto transfer = std::make_unique<Transfer>(std::move(handle), std::move(job.hop), options_, guard_, budget_,
                                               Transfer::Clock::now() + job.allowance);
    if (const auto refusal = transfer->refusal()) {
        keep_handle(*transfer);
        return job.complete(std::unexpected(*refusal));
    }
    loop_.add(transfer->handle());
    running_.push_back({std::move(transfer), std::move(job.complete)});
}

void FetchThread::resume_paused() {
    const auto now = Transfer::Clock::now();
    for (auto& running : running_) // the oldest first
        if (running.transfer->is_paused() && running.transfer->try_resume(now)) loop_.look_soon();
}

void FetchThread::reap_finished() {
    while (const auto finished = loop_.take_finished())
        finish(std::ranges::find(running_, finished->first, [](const Running& r) { return r.transfer->handle(); }),
               finished->second);
}

void FetchThread::end_overdue() {
    const auto now = Transfer::Clock::now();
    for (auto it = running_.begin(); it != running_.end();) {
        const auto running = it++;
        if (!running->transfer->is_paused() && running->transfer->deadline() <= now)
            finish(running, CURLE_OPERATION_TIMEDOUT);
    }
}

void FetchThread::finish(std::list<Running>::iterator running, CURLcode code) {
    assert(running != running_.end());
    Running ended = std::move(*running);
    running_.erase(running);
    Transfer& transfer = *ended.transfer;
    auto failure = transfer.failure(code);
    auto coded = failure ? std::unexpected(std::move(*failure)) : transfer.take_response(Transfer::Clock::now());
    loop_.remove(transfer.handle());
    keep_handle(transfer);
    if (!coded) return ended.complete(std::unexpected(std::move(coded.error())));
    Whole whole{std::move(*coded), transfer.release_share(), std::move(ended.complete)};
    if (whole.coded.coding == ContentCoding::identity) return hand_out(std::move(whole));
    coded_.push_back(std::move(whole));
}

/// As many as may be decoded at a time.
void FetchThread::hand_out_coded() {
    for (auto it = coded_.begin(); it != coded_.end() && decodings_ < decodings_at_once;) {
        const auto whole = it++;
        if (!budget_.grow(whole->share, whole->share.held + options_.max_body))
            continue; // there may be memory for a later one: the privileged may stand there
        ++decodings_;
        hand_out(std::move(*whole));
        coded_.erase(whole);
    }
}

void FetchThread::hand_out(Whole whole) {
    auto& [response, coding] = whole.coded;
    auto memory = std::make_shared<Lease>(inbox_, whole.share, coding != ContentCoding::identity);
    whole.complete(Answer{.response = std::move(response), .coding = coding, .memory = std::move(memory)});
}

void FetchThread::keep_handle(Transfer& transfer) {
    if (idle_handles_.size() < options_.concurrency) idle_handles_.push_back(transfer.release_handle());
}

bool FetchThread::is_short_of_memory() const {
    return !coded_.empty() || !waiting_.empty() ||
           std::ranges::any_of(running_, [](const Running& r) { return r.transfer->is_paused(); });
}

void FetchThread::wait() {
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->is_short_of_memory = is_short_of_memory();
        if (inbox_->is_short_of_memory && inbox_->has_releases()) return;
    }
    auto until = Transfer::Clock::now() + longest_wait;
    for (const auto& running : running_)
        if (!running.transfer->is_paused()) until = std::min(until, running.transfer->deadline());
    loop_.turn(until);
}

void FetchThread::end_all() {
    std::vector<Job> unsent;
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->loop = nullptr;
        unsent.swap(inbox_->jobs);
    }
    for (auto& running : running_) {
        loop_.remove(running.transfer->handle());
        running.complete(stopping());
    }
    for (auto& whole : coded_) whole.complete(stopping());
    for (auto& job : waiting_) job.complete(stopping());
    for (auto& job : unsent) job.complete(stopping());
    running_.clear();
    coded_.clear();
    waiting_.clear();
    idle_handles_.clear();
}

} // namespace arna

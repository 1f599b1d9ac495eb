#pragma once
#include "daemon/fetch/address_guard.hpp"
#include "daemon/fetch/body_budget.hpp"
#include "daemon/fetch/curl.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/redirects.hpp"
#include "daemon/fetch/transfer.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace arna {

/// The fetch thread: libcurl's multi interface and what is queued before it. Transfers that there is no room for (slots,
/// memory) are held back here, not in libcurl, whose timeouts would already run.
class Fetcher::Engine {
public:
    explicit Engine(FetchOptions options);
    ~Engine() { stop(); }

    [[nodiscard]] const FetchOptions& options() const { return options_; }

    /// One request and its response, on any thread's coroutine. `allowance` counts from the moment that it is sent.
    boost::asio::awaitable<Result<Response>> transfer(Hop hop, std::chrono::milliseconds allowance);

    void stop();
    [[nodiscard]] bool is_stopped() const;

private:
    using Completion = std::move_only_function<void(Result<Response>)>; ///< posts to the coroutine's executor

    struct Job {
        Hop hop;
        std::chrono::milliseconds allowance{};
        Completion complete;
    };
    struct Running {
        std::unique_ptr<Transfer> transfer;
        Completion complete;
    };

    /// What other threads leave for the fetch thread. Leases on memory keep it alive after the engine.
    struct Inbox {
        std::mutex mutex;
        std::vector<Job> jobs;
        std::size_t released_bytes = 0;
        bool has_released_privilege = false;
        bool is_short_of_memory = false; ///< somebody waits for released bytes
        bool is_closed = false;
        CURLM* multi = nullptr; ///< to be woken; null once it is closed
    };
    struct Lease;

    void enqueue(Job job);

    // The fetch thread's:
    void run();
    [[nodiscard]] bool take_inbox();
    void resume_paused();
    void reap_finished();
    void end_overdue();
    void decode_finished();
    void start_waiting();
    void start(Job job);
    [[nodiscard]] bool is_short_of_memory() const;
    void wait();
    void end_all();
    void finish(std::list<Running>::iterator running, CURLcode code);
    void complete(Running running, Result<Response> response);

    FetchOptions options_;
    AddressGuard guard_;
    CurlMulti multi_;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    BodyBudget budget_;
    std::deque<Job> waiting_;
    std::list<Running> running_;
    std::list<Running> undecoded_; ///< whole, but there was no memory to undo their coding
    std::vector<CurlEasy> idle_handles_;
    std::thread thread_;
};

} // namespace arna

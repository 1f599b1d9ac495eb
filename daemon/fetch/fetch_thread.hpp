#pragma once
#include "daemon/fetch/address_guard.hpp"
#include "daemon/fetch/body_budget.hpp"
#include "daemon/fetch/curl/curl_loop.hpp"
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

/// The thread on which libcurl works: its multi interface, and what waits for memory before or after it. A transfer
/// that there is no memory for is held back here, not in libcurl, whose timeouts would already run. Whoever calls
/// transfer() sees to it that there are not too many at a time.
class FetchThread {
    struct Inbox;

public:
    /// Memory that a body holds, given back at the end of life. Any thread.
    class Lease {
    public:
        Lease(std::shared_ptr<Inbox> inbox, BodyBudget::Share share, bool is_for_decoding);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        /// The body was decoded, and is so large now. Requires: that is no more than it holds.
        void decoded(std::size_t size);

    private:
        void give_back(std::size_t size);

        std::shared_ptr<Inbox> inbox_;
        BodyBudget::Share share_;
        bool is_for_decoding_;
    };

    /// A response with its body as it was sent; where that is coded, `memory` is enough to decode it.
    struct Answer {
        Response response;
        ContentCoding coding = ContentCoding::identity;
        std::shared_ptr<Lease> memory;
    };

    /// Starts the thread. Throws std::invalid_argument if a network of `options` cannot be read.
    explicit FetchThread(FetchOptions options);
    ~FetchThread() { stop(); }
    FetchThread(const FetchThread&) = delete;
    FetchThread& operator=(const FetchThread&) = delete;

    [[nodiscard]] const FetchOptions& options() const { return options_; }
    [[nodiscard]] const AddressGuard& guard() const { return guard_; }

    /// One request and its response, on any thread's coroutine. `allowance` counts from the moment that it is sent.
    boost::asio::awaitable<std::expected<Answer, FetchError>> transfer(Hop hop, std::chrono::milliseconds allowance);

    /// Ends every transfer with Errc::unavailable and joins the thread. Safe to call twice.
    void stop();
    [[nodiscard]] bool is_stopped() const; ///< from any thread

private:
    using Completion =
        std::move_only_function<void(std::expected<Answer, FetchError>)>; ///< posts to the coroutine's executor

    struct Job {
        Hop hop;
        std::chrono::milliseconds allowance{};
        Completion complete;
    };
    struct Running {
        std::unique_ptr<Transfer> transfer;
        Completion complete;
    };
    /// All bytes are there.
    struct Whole {
        CodedResponse coded;
        BodyBudget::Share share;
        Completion complete;
    };

    /// What other threads leave for this one. Leases on memory keep it alive after the thread.
    struct Inbox {
        std::mutex mutex;
        std::vector<Job> jobs;
        std::size_t released_bytes = 0;
        std::size_t ended_decodings = 0;
        bool has_released_privilege = false;
        bool is_short_of_memory = false; ///< somebody waits for what is released
        bool is_closed = false;
        const CurlLoop* loop = nullptr; ///< to be woken; null once it is closed

        [[nodiscard]] bool has_releases() const {
            return released_bytes > 0 || has_released_privilege || ended_decodings > 0;
        }
    };

    void enqueue(Job job);

    // The fetch thread's:
    void run();
    [[nodiscard]] bool take_inbox();
    void resume_paused();
    void reap_finished();
    void end_overdue();
    void hand_out_coded();
    void start_waiting();
    void start(Job job);
    [[nodiscard]] bool is_short_of_memory() const;
    void wait();
    void end_all();
    void finish(std::list<Running>::iterator running, CURLcode code);
    void hand_out(Whole whole);
    void keep_handle(Transfer& transfer);

    FetchOptions options_;
    AddressGuard guard_;
    CurlLoop loop_;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    BodyBudget budget_;
    std::deque<Job> waiting_; ///< for memory
    std::list<Running> running_;
    std::list<Whole> coded_; ///< whole, and waiting for memory to be decoded in
    std::size_t decodings_ = 0;
    std::vector<CurlEasy> idle_handles_;
    std::thread thread_;
};

} // namespace arna

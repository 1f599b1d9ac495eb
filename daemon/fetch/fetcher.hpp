#pragma once
#include "daemon/async/clock.hpp"
#include "daemon/fetch/fetch_error.hpp"
#include "daemon/fetch/host/host_gate.hpp"
#include "feeds/text/error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

class FetchThread;
struct Hop;

struct FetchOptions {
    std::string user_agent;
    std::chrono::milliseconds timeout{30'000}; ///< a whole visit, redirects included
    std::size_t max_body = 10u << 20;          ///< one document, after decompression
    std::size_t memory = 96u << 20;            ///< all bodies in flight; what would pass it waits
    std::size_t concurrency = 128;             ///< turns at a time
    std::size_t per_host = 2; ///< requests to one host at a time; to all hosts of one site, four times as many
    std::chrono::milliseconds spacing{
        100};                       ///< between the beginnings of two requests to a host, unless it is in `allow`
    std::vector<std::string> allow; ///< networks (CIDR) that may be visited although not public
    std::string ca_file;            ///< trusted certificates (PEM); empty: the system's
};

struct HeaderField {
    std::string name;
    std::string value;
    friend bool operator==(const HeaderField&, const HeaderField&) = default;
};

/// One visit. Only GET is ever sent.
struct Request {
    std::string url;
    std::string etag, last_modified; ///< sent as If-None-Match, If-Modified-Since; empty: not sent
    std::string validator_url; ///< the one hop that they are sent to (a Response::effective_url); empty: the first
    std::vector<HeaderField> headers;
    std::string username, password; ///< HTTP Basic; those in `credentials_url` count where both are empty
    std::string credentials_url;    ///< `headers` and credentials go to its origin alone; empty: `url`
    std::string proxy;              ///< empty: none; the environment is ignored
    std::string accept{};           ///< the field Accept; empty: what feeds are
    bool stays_on_site = false;     ///< a redirect to another site is refused
    /// Asked before a redirect is followed: why its target is not to be visited; nothing: it may be. Null: none is
    /// refused.
    std::function<std::optional<std::string>(const std::string& url)> refuses{};
    HostGate::Manner manner; ///< towards the gate, at every hop that has no turn yet
};

/// What came back at the end of all redirects, decoded. Only a 2xx has a body; for any other status only the head is
/// kept.
struct Response {
    int status = 0;
    std::vector<HeaderField> headers; ///< of the last response, in order
    std::string body;
    std::string effective_url;
    std::string permanent_url;          ///< where the chain ends, if every hop of it was a 301 or 308; else empty
    std::size_t received = 0;           ///< bytes of the last answer as they came, its head included
    bool is_length_known = true;        ///< false: nothing but the end of the connection says that the body is whole
    std::chrono::milliseconds took{};   ///< since the first request was sent
    std::shared_ptr<const void> memory; ///< the body's share of FetchOptions::memory; given back with the last copy

    /// First value of a field, compared without case; empty if absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

using FetchResult = std::expected<Response, FetchError>;

/// Every request that leaves the daemon: over HTTP(S), by libcurl's multi interface on a thread of its own, decoded on
/// the pool, and at each hop through the gate of the host that it leads to. Lives on the io thread, where every method
/// but is_stopped() is called.
class Fetcher {
public:
    /// Starts the thread. `clock` is what a host's Retry-After is counted on. Throws std::invalid_argument if a network
    /// of `options` cannot be read.
    Fetcher(boost::asio::any_io_executor io, boost::asio::any_io_executor pool, FetchOptions options,
            const Clock& clock = Clock::system());
    ~Fetcher(); ///< stop()

    /// Where turns come from: whoever has many requests queues there, which is cheaper than a waiting fetch().
    [[nodiscard]] HostGate& gate() { return gate_; }

    /// Errc::refused: an address, scheme or redirect that is not allowed; Errc::limit_exceeded: too large, too many
    /// redirects,
    /// too slow; Errc::unavailable: network, TLS or protocol failure, or a host that asked to be left alone. Any HTTP
    /// status is a Response. The time that a request waits for its turn does not count as the visit's.
    boost::asio::awaitable<FetchResult> fetch(Request request);
    /// The same with the turn for the first hop; what is left of the turn is for the caller's further work. `turn`
    /// outlives the call.
    boost::asio::awaitable<FetchResult> fetch(Request request, HostGate::Turn& turn);

    /// When an answer last said that our clock is right to a day (its Date field); nothing: none has yet.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> clock_checked() const { return clock_checked_; }

    /// Ends every visit with Errc::unavailable and joins the thread. Safe to call twice.
    void stop();
    /// Whether stop() was called: then a failed visit says nothing about its source. From any thread.
    [[nodiscard]] bool is_stopped() const;

private:
    boost::asio::awaitable<FetchResult> send(Hop hop, std::chrono::milliseconds allowance, HostGate::Manner manner,
                                             HostGate::Turn& turn);
    void obey_retry_after(const Response& response);
    void check_clock(const Response& response);

    HomeThread home_;
    boost::asio::any_io_executor pool_;
    Clock clock_;
    std::optional<std::chrono::steady_clock::time_point> clock_checked_;
    std::unique_ptr<FetchThread> thread_;
    HostGate gate_;
};

} // namespace arna

#pragma once
#include "feeds/text/error.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

struct FetchOptions {
    std::string user_agent;
    std::chrono::milliseconds timeout{30'000}; ///< a whole visit, redirects included
    std::size_t max_body = 10u << 20;          ///< one document, after decompression
    std::size_t memory = 96u << 20;            ///< all bodies in flight; what would pass it waits
    std::size_t concurrency = 128;
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
    std::string username, password; ///< HTTP Basic; a user name in `url` counts where this is empty
    std::string credentials_url;    ///< `headers` and credentials go to its origin alone; empty: to that of `url`
    std::string proxy;              ///< empty: none; the environment is ignored
};

/// What came back at the end of all redirects, decoded. Only a 2xx has a body: of what else a server says, the head counts.
struct Response {
    int status = 0;
    std::vector<HeaderField> headers; ///< of the last response, in order
    std::string body;
    std::string effective_url;
    std::string permanent_url;          ///< where the chain ends, if every hop of it was a 301 or 308; else empty
    bool is_length_known = true;        ///< false: nothing but the end of the connection says that the body is whole
    std::chrono::milliseconds took{};   ///< since the first request was sent
    std::shared_ptr<const void> memory; ///< the body's share of FetchOptions::memory; given back with the last copy

    /// First value of a field, compared without case; empty if absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Fetches over HTTP(S) by libcurl's multi interface on a thread of its own. fetch() may be called from any thread's
/// coroutine and resumes there.
class Fetcher {
public:
    /// Starts the thread. Throws std::invalid_argument if a network of `options` cannot be read.
    explicit Fetcher(FetchOptions options);
    ~Fetcher(); ///< stop()

    /// Errc::refused: an address or scheme that is not allowed; Errc::limit_exceeded: too large, too many redirects, too
    /// slow; Errc::unavailable: network, TLS or protocol failure. Any HTTP status is a Response.
    boost::asio::awaitable<Result<Response>> fetch(Request request);

    /// Ends every visit with Errc::unavailable and joins the thread. Safe to call twice.
    void stop();
    /// Whether stop() was called: then a failed visit says nothing about its source. From any thread.
    [[nodiscard]] bool is_stopped() const;

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

} // namespace arna

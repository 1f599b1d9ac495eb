#pragma once
#include "daemon/fetch/address_guard.hpp"
#include "daemon/fetch/body_budget.hpp"
#include "daemon/fetch/curl/curl.hpp"
#include "daemon/fetch/decoding.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/redirects.hpp"
#include "feeds/text/error.hpp"

#include <array>
#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// A response as it came over the wire.
struct CodedResponse {
    Response response;
    ContentCoding coding = ContentCoding::identity; ///< of its body
};

/// One request and what comes back, as libcurl's callbacks see it. Lives on the fetch thread at one address, for
/// libcurl keeps pointers to it.
class Transfer {
public:
    using Clock = std::chrono::steady_clock;

    /// A handle for transfers one after the other. Throws std::bad_alloc.
    [[nodiscard]] static CurlEasy make_handle(const FetchOptions& options);

    /// Makes `handle`, of make_handle(), ready to send `hop`. The other arguments outlive it.
    Transfer(CurlEasy handle, Hop hop, const FetchOptions& options, const AddressGuard& guard, BodyBudget& budget,
             Clock::time_point deadline);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    [[nodiscard]] CURL* handle() const { return handle_.get(); }
    [[nodiscard]] Clock::time_point deadline() const { return deadline_; }

    /// It waits for memory. While it does its deadline does not come nearer.
    [[nodiscard]] bool is_paused() const { return paused_since_.has_value(); }
    /// Goes on if there is memory now; false: there is not.
    bool try_resume(Clock::time_point now);

    /// Why it may not be started.
    [[nodiscard]] const std::optional<Error>& refusal() const { return refusal_; }
    /// Why it failed when libcurl ended it with `code`; CURLE_OPERATION_TIMEDOUT also for our own deadline.
    [[nodiscard]] std::optional<FetchError> failure(CURLcode code) const;

    /// What came, if failure() named nothing; called once. The body is as it was sent.
    [[nodiscard]] std::expected<CodedResponse, FetchError> take_response(Clock::time_point now);

    /// The body's share of memory, for which the caller answers from now on.
    [[nodiscard]] BodyBudget::Share release_share() { return std::exchange(share_, {}); }
    /// For the next transfer.
    [[nodiscard]] CurlEasy release_handle();

private:
    // No exception may pass through libcurl.
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;
    static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept;

    void set_up();
    void set_up_proxy();
    [[nodiscard]] bool take_header_line(std::string_view line);
    [[nodiscard]] bool end_head();
    [[nodiscard]] bool is_success() const { return response_.status >= 200 && response_.status < 300; }
    [[nodiscard]] bool is_length_known() const;

    CurlEasy handle_;
    Hop hop_;
    const FetchOptions& options_;
    const AddressGuard& guard_;
    BodyBudget& budget_;
    Clock::time_point started_ = Clock::now(), deadline_;
    std::optional<Clock::time_point> paused_since_;
    CurlList header_list_;
    std::array<char, CURL_ERROR_SIZE> error_text_{};

    Response response_;
    BodyBudget::Share share_;
    std::size_t head_bytes_ = 0, dropped_bytes_ = 0;
    bool is_head_whole_ = false;
    std::optional<Error> refusal_; ///< what we ended it for
    std::optional<std::string> address_refusal_;
};

} // namespace arna

#include "daemon/fetch/transfer.hpp"

#include "daemon/fetch/failure_text.hpp"
#include "daemon/fetch/field_text.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "feeds/text/ascii.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <new>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t max_head = 64u << 10;    ///< all header fields of one request's answers together
constexpr std::size_t max_dropped = 64u << 10; ///< of a body that nobody wants, before the connection is given up
constexpr std::size_t share_step = 64u << 10;

/// What libcurl gave up at; a broken connection for all that is not worth a name of its own.
FailureReason reason_of(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return FailureReason::dns;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return FailureReason::tls;
    case CURLE_COULDNT_CONNECT:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE: return FailureReason::connect;
    default: return FailureReason::other;
    }
}

Error too_large_head() {
    return {Errc::limit_exceeded, "header fields are larger than " + std::to_string(max_head) + " bytes"};
}

} // namespace

Transfer::Transfer(CurlEasy handle, Hop hop, const FetchOptions& options, const AddressGuard& guard, BodyBudget& budget,
                   Clock::time_point deadline)
    : handle_(std::move(handle)),
      hop_(std::move(hop)),
      options_(options),
      guard_(guard),
      budget_(budget),
      deadline_(deadline) {
    set_up();
}

Transfer::~Transfer() { budget_.give_back(share_); }

CurlEasy Transfer::make_handle(const FetchOptions& options) {
    CurlEasy handle(curl().easy_init());
    CURL* easy = handle.get();
    if (easy == nullptr) throw std::bad_alloc();
    curl().easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl().easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl().easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl().easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L); // daemon/fetch/decoding.hpp
    curl().easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);        // daemon/fetch/redirects.hpp
    curl().easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl().easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // else a dead resolver blocks the end of its transfer for seconds
    // The built-in CAPATH makes libcurl parse the whole bundle again for every connection: 20 ms instead of 0.8.
    curl().easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    if (!options.ca_file.empty()) curl().easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl().easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl().easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl().easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl().easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    curl().easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    curl().easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
    return handle;
}

/// All that differs between two transfers, whether this one needs it or not: the handle keeps what the last one set.
void Transfer::set_up() {
    CURL* easy = handle_.get();
    curl().easy_setopt(easy, CURLOPT_URL, hop_.url.c_str());
    curl().easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text_.data());
    curl().easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl().easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl().easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    for (const auto& [name, value] : hop_.headers)
        append(header_list_, value.empty() ? name + ";" : name + ": " + value);
    curl().easy_setopt(easy, CURLOPT_HTTPHEADER, header_list_.get());
    const bool has_credentials = !hop_.username.empty() || !hop_.password.empty();
    curl().easy_setopt(easy, CURLOPT_USERNAME, has_credentials ? hop_.username.c_str() : nullptr);
    curl().easy_setopt(easy, CURLOPT_PASSWORD, has_credentials ? hop_.password.c_str() : nullptr);
    set_up_proxy();
}

void Transfer::set_up_proxy() {
    CURL* easy = handle_.get();
    curl().easy_setopt(easy, CURLOPT_PROXY, hop_.proxy.c_str()); // empty: none, whatever the environment says
    if (hop_.proxy.empty()) return;
    // The proxy looks the name up, so the name is what can be judged, and before anything is sent: the connection to
    // the proxy may be an old one.
    if (auto refusal = guard_.refusal(hop_.host, hop_.port)) refusal_ = Error{Errc::refused, std::move(*refusal)};
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const bool leads_to_proxy = !transfer.hop_.proxy.empty(); // which the operator chose
    if (!leads_to_proxy) {
        if (auto refusal = transfer.guard_.refusal(address->addr)) {
            transfer.address_refusal_ = std::move(refusal);
            return CURL_SOCKET_BAD;
        }
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
    const std::string_view line(bytes, size * count);
    return static_cast<Transfer*>(self)->take_header_line(line) ? line.size() : 0;
}

/// False ends the transfer; `refusal_` says why.
bool Transfer::take_header_line(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > max_head) {
        refusal_ = too_large_head();
        return false;
    }
    if (is_head_whole_) return true; // a trailer
    if (line.starts_with("HTTP/")) { // also after a 1xx, whose fields are not the response's
        response_.headers.clear();
        return true;
    }
    const auto field = trimmed(line);
    if (field.empty()) return end_head();
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return true;
    response_.headers.push_back(
        {std::string(trimmed(field.substr(0, colon))), std::string(trimmed(field.substr(colon + 1)))});
    return true;
}

bool Transfer::end_head() {
    long status = 0;
    curl().easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200) return true;
    response_.status = static_cast<int>(status);
    is_head_whole_ = true;
    const auto length = response_.header("content-length");
    std::size_t announced = 0;
    std::from_chars(length.data(), length.data() + length.size(), announced);
    if (is_success() && announced > options_.max_body) {
        refusal_ = Error{Errc::limit_exceeded, too_large_text(options_.max_body)};
        return false;
    }
    return true;
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    auto& body = transfer.response_.body;
    const auto length = size * count;
    if (!transfer.is_success()) {
        transfer.dropped_bytes_ += length;
        return transfer.dropped_bytes_ > max_dropped ? 0 : length;
    }
    const auto whole = body.size() + length;
    if (whole > transfer.options_.max_body) {
        transfer.refusal_ = Error{Errc::limit_exceeded, too_large_text(transfer.options_.max_body)};
        return 0;
    }
    if (!transfer.budget_.grow(transfer.share_, (whole + share_step - 1) / share_step * share_step)) {
        transfer.paused_since_ = Clock::now();
        return CURL_WRITEFUNC_PAUSE;
    }
    body.append(bytes, length);
    return length;
}

bool Transfer::try_resume(Clock::time_point now) {
    if (!budget_.grow(share_, share_.held + share_step)) return false;
    deadline_ += now - *paused_since_;
    paused_since_.reset();
    curl().easy_pause(handle_.get(), CURLPAUSE_CONT); // may call on_body, which may pause it again
    return true;
}

CurlEasy Transfer::release_handle() {
    curl().easy_setopt(handle_.get(), CURLOPT_ERRORBUFFER, nullptr); // what it points to ends with this transfer
    curl().easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, nullptr);
    return std::move(handle_);
}

std::optional<FetchError> Transfer::failure(CURLcode code) const {
    if (refusal_) return refusal_;
    if (is_head_whole_ && !is_success()) return {}; // whatever became of its body
    if (code == CURLE_OK && is_head_whole_) return {};
    if (code == CURLE_OK)
        return FetchError({Errc::unavailable, "answer ends within its header fields"}, FailureReason::connect);
    // libcurl's own bound for one line of them
    if (code == CURLE_OUT_OF_MEMORY && !is_head_whole_) return FetchError(too_large_head());
    if (address_refusal_ && code == CURLE_COULDNT_CONNECT) return FetchError({Errc::refused, *address_refusal_});
    if (code == CURLE_OPERATION_TIMEDOUT) {
        const auto limit = std::chrono::ceil<std::chrono::seconds>(options_.timeout).count();
        return FetchError({Errc::limit_exceeded, "no whole answer within " + std::to_string(limit) + " s"},
                          FailureReason::timeout);
    }
    long system_error = 0;
    curl().easy_getinfo(handle_.get(), CURLINFO_OS_ERRNO, &system_error);
    return FetchError({Errc::unavailable, failure_text(code, error_text_.data(), static_cast<int>(system_error))},
                      reason_of(code));
}

bool Transfer::is_length_known() const {
    long version = 0;
    curl().easy_getinfo(handle_.get(), CURLINFO_HTTP_VERSION, &version);
    if (version >= CURL_HTTP_VERSION_2_0) return true;
    const auto coding = response_.header("transfer-encoding");
    return !response_.header("content-length").empty() || equals_ignoring_case(trimmed(coding), "chunked");
}

std::expected<CodedResponse, FetchError> Transfer::take_response(Clock::time_point now) {
    CodedResponse coded;
    response_.effective_url = hop_.url;
    response_.received = head_bytes_ + response_.body.size();
    response_.is_length_known = is_length_known();
    response_.took = std::chrono::duration_cast<std::chrono::milliseconds>(now - started_);
    if (is_success()) {
        const auto coding = content_coding(response_.headers);
        if (!coding) return std::unexpected(FetchError(coding.error()));
        coded.coding = *coding;
    } else {
        response_.body.clear();
    }
    budget_.shrink(share_, response_.body.size());
    coded.response = std::move(response_);
    return coded;
}

} // namespace arna

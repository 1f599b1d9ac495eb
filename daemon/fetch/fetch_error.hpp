#pragma once
#include "feeds/text/error.hpp"

#include <string_view>
#include <utility>

namespace arna {

/// Why a visit failed, for whoever counts failures.
enum class FailureReason {
    dns,        ///< the name of the host
    connect,    ///< no connection, or it broke
    tls,        ///< certificates and ciphers
    timeout,    ///< no whole answer in time
    status,     ///< an HTTP status that is no success
    too_large,  ///< a limit on size or redirects
    not_a_feed, ///< the document was read, and is something else
    refused,    ///< an address or scheme that is not allowed
    other,
};
inline constexpr int failure_reasons = static_cast<int>(FailureReason::other) + 1;

/// "dns", "too_large" …
[[nodiscard]] constexpr std::string_view name_of(FailureReason reason) {
    constexpr std::string_view names[] = {"dns",       "connect",    "tls",     "timeout", "status",
                                          "too_large", "not_a_feed", "refused", "other"};
    return names[static_cast<int>(reason)];
}

/// The reason that the kind of a failure tells.
[[nodiscard]] constexpr FailureReason reason_of(Errc code) {
    switch (code) {
    case Errc::limit_exceeded: return FailureReason::too_large;
    case Errc::not_a_feed: return FailureReason::not_a_feed;
    case Errc::refused: return FailureReason::refused;
    default: return FailureReason::other;
    }
}

/// Why nothing was fetched.
struct FetchError : Error {
    FetchError(Error error) // NOLINT(google-explicit-constructor): an Error is one with the reason of its kind
        : Error(std::move(error)), reason(reason_of(code)) {}
    FetchError(Error error, FailureReason why) : Error(std::move(error)), reason(why) {}

    FailureReason reason;
};

} // namespace arna

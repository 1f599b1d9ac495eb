#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

/// When to come again. Pure.
namespace arna {

inline constexpr std::chrono::hours max_backoff{24};
inline constexpr std::chrono::hours max_freshness{24};
inline constexpr std::chrono::hours max_retry_after{24 * 7};
inline constexpr double max_jitter = 0.1; ///< of the wait, which it only lengthens

/// What decides a wait.
struct WaitFactors {
    std::chrono::milliseconds interval{};                 ///< the floor
    std::int32_t failures = 0;                            ///< in a row; over zero: freshness does not count
    std::optional<std::chrono::seconds> retry_after = {}; ///< of this response
    std::chrono::seconds freshness{};                     ///< what the source asks for while all is well
    std::string_view freshness_from = {};                 ///< where it asks
};

struct Wait {
    std::chrono::milliseconds time{};
    std::string_view lengthened_by; ///< "Retry-After", "failures" or `freshness_from`; empty: it is the interval

    friend bool operator==(const Wait&, const Wait&) = default;
};

/// The wait until the next poll. Retry-After if it was given (up to max_retry_after); else after failures twice the
/// interval for each, up to max_backoff; else the freshness, up to max_freshness: none below the interval, nor cut
/// below it by its limit. `jitter` from 0 to 1 is a share of max_jitter, so that sources do not march in step.
[[nodiscard]] Wait next_wait(const WaitFactors& factors, double jitter);

/// The wait, lengthened by that share of max_jitter.
[[nodiscard]] std::chrono::milliseconds jittered(std::chrono::milliseconds wait, double jitter);

inline constexpr std::chrono::minutes min_rhythm{10};
inline constexpr std::chrono::hours max_rhythm{24};
inline constexpr std::chrono::hours first_rhythm{1};

/// The interval of a source that is learnt (`interval = "auto"`): shorter by half after a poll that brought something,
/// longer by a quarter after one that did not, from min_rhythm to max_rhythm. Zero is "nothing learnt yet".
[[nodiscard]] std::chrono::milliseconds learnt_rhythm(std::chrono::milliseconds rhythm, bool has_news);

} // namespace arna

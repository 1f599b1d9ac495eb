#include "daemon/poll/interval.hpp"

#include <algorithm>

namespace arna {
namespace {

using std::chrono::milliseconds;

/// interval · 2^failures, but no more than max_backoff or, where that is longer, the interval.
milliseconds backoff(milliseconds interval, std::int32_t failures) {
    const auto cap = std::max<milliseconds>(interval, max_backoff);
    auto wait = interval;
    for (std::int32_t i = 0; i < failures && wait < cap; ++i) wait *= 2;
    return std::min(wait, cap);
}

Wait without_jitter(const WaitFactors& factors) {
    const auto interval = factors.interval;
    const auto lengthened = [&](milliseconds time, std::string_view by) {
        return time > interval ? Wait{time, by} : Wait{interval, {}};
    };
    if (factors.retry_after) { // told also where it is no longer: without it failures would have lengthened the wait
        const auto asked = std::min<milliseconds>(*factors.retry_after, max_retry_after);
        return asked < interval ? Wait{interval, {}} : Wait{asked, "Retry-After"};
    }
    if (factors.failures > 0) return lengthened(backoff(interval, factors.failures), "failures");
    return lengthened(std::min<milliseconds>(factors.freshness, max_freshness), factors.freshness_from);
}

} // namespace

milliseconds jittered(milliseconds wait, double jitter) {
    const auto share = std::clamp(jitter, 0.0, 1.0) * max_jitter;
    return wait + milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * share));
}

Wait next_wait(const WaitFactors& factors, double jitter) {
    auto wait = without_jitter(factors);
    wait.time = jittered(wait.time, jitter);
    return wait;
}

milliseconds learnt_rhythm(milliseconds rhythm, bool has_news) {
    if (rhythm <= milliseconds(0)) rhythm = first_rhythm;
    return std::clamp<milliseconds>(has_news ? rhythm / 2 : rhythm * 5 / 4, min_rhythm, max_rhythm);
}

} // namespace arna

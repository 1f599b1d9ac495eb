#include "daemon/poll/decide.hpp"

#include "daemon/fetch/caching.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "daemon/poll/interval.hpp"

#include <algorithm>

namespace arna {
namespace {

using std::chrono::seconds;

bool has_validators(const PollState& state) { return !state.etag.empty() || !state.last_modified.empty(); }

void take_freshness(PollState& state, const Lifetime& lifetime) {
    state.freshness = lifetime.time;
    state.freshness_from = lifetime.from;
}

/// A longer validator is none: many servers refuse a request with a field of that size, and would for ever.
constexpr std::size_t longest_validator = 8'000;

std::string_view validator(const Response& response, std::string_view name) {
    const auto value = response.header(name);
    return value.size() > longest_validator ? std::string_view() : value;
}

void take_validators(PollState& state, const Response& response) {
    state.etag = validator(response, "etag");
    state.last_modified = validator(response, "last-modified");
    state.validator_url = response.effective_url;
}

/// What every poll that reached a document leaves behind.
PollState succeeded(PollState state, const PollSource& source, const Response& response, bool has_news, Time now) {
    state.status = response.status;
    state.failures = state.misread = 0;
    state.failing_since = {};
    state.error.clear();
    state.is_disabled = false;
    state.tried = state.succeeded = now;
    if (has_news) state.changed = now;
    if (!response.permanent_url.empty())
        state.moved_url = response.permanent_url == source.url ? "" : response.permanent_url;
    if (source.is_interval_learnt) state.rhythm = learnt_rhythm(state.rhythm, has_news);
    return state;
}

} // namespace

const std::string& address_of(const PollSource& source, const PollState& state) {
    return state.moved_url.empty() ? source.url : state.moved_url;
}

Decision decide(const PollState& before, const FetchResult& result, Time now) {
    if (!result) return {.verdict = Verdict::failed, .error = result.error().message, .reason = result.error().reason};
    const auto status = result->status;
    switch (status) {
    case 200:
    case 203: return {.verdict = Verdict::document, .status = status};
    case 304:
        if (has_validators(before) && before.validator_url == result->effective_url)
            return {.verdict = Verdict::not_modified, .status = status};
        return {.verdict = Verdict::failed, .status = status, .error = "HTTP 304 to a request without conditions"};
    case 410: return {.verdict = Verdict::gone, .status = status, .error = refusal_text(status)};
    default:
        return {.verdict = Verdict::failed,
                .status = status,
                .error = refusal_text(status),
                .retry_after = retry_after_of(*result, std::chrono::floor<seconds>(now), max_retry_after)};
    }
}

PollState after_not_modified(PollState before, const PollSource& source, const Response& response, Time now) {
    auto state = succeeded(std::move(before), source, response, false, now);
    if (const auto etag = validator(response, "etag"); !etag.empty()) state.etag = etag;
    if (const auto modified = validator(response, "last-modified"); !modified.empty()) state.last_modified = modified;
    if (const auto lifetime = freshness_lifetime(response, std::chrono::floor<seconds>(now)))
        take_freshness(state, *lifetime);
    return state;
}

PollState after_same_document(PollState before, const PollSource& source, const Response& response,
                              std::uint64_t reading, Time now) {
    auto state = succeeded(std::move(before), source, response, false, now);
    state.reading = reading;
    take_validators(state, response);
    if (const auto lifetime = freshness_lifetime(response, std::chrono::floor<seconds>(now)))
        take_freshness(state, *lifetime);
    else if (state.freshness_from != "ttl")
        take_freshness(state, {}); // a ttl stands in the document, which is the same
    return state;
}

PollState after_document(PollState before, const PollSource& source, const Response& response,
                         const DocumentFacts& document, Time now) {
    auto state = succeeded(std::move(before), source, response, document.has_news, now);
    if (document.is_truncated) return state;
    take_validators(state, response);
    state.body_hash = document.hash;
    state.reading = document.reading;
    const auto lifetime = freshness_lifetime(response, std::chrono::floor<seconds>(now));
    if (lifetime)
        take_freshness(state, *lifetime);
    else if (document.update_interval)
        take_freshness(state, {*document.update_interval, "ttl"});
    else
        take_freshness(state, {});
    return state;
}

PollState after_failure(PollState before, const Decision& decision, Time now) {
    before.status = decision.status;
    before.error = decision.error;
    before.tried = now;
    const bool is_newly_gone = decision.verdict == Verdict::gone && !before.is_disabled;
    if (before.failures == 0 || is_newly_gone) before.failing_since = now;
    ++before.failures;
    if (decision.is_misread) ++before.misread;
    if (decision.verdict == Verdict::gone) before.is_disabled = true;
    return before;
}

PollState after_refusal(PollState before, std::chrono::milliseconds held, double jitter, Time now) {
    before.wait = jittered(held, jitter);
    before.due = now + before.wait;
    before.lengthened_by = "Retry-After";
    return before;
}

std::chrono::milliseconds interval_of(const PollSource& source, const PollState& state) {
    if (!source.is_interval_learnt) return source.interval;
    return state.rhythm > std::chrono::milliseconds(0) ? state.rhythm : first_rhythm;
}

void settle(PollState& state, const PollSource& source, std::optional<seconds> retry_after, double jitter, Time now) {
    const bool is_obeyed = source.freshness == Freshness::obey;
    const auto wait = next_wait({.interval = interval_of(source, state),
                                 .failures = state.failures,
                                 .retry_after = retry_after,
                                 .freshness = is_obeyed ? state.freshness : seconds(0),
                                 .freshness_from = state.freshness_from},
                                jitter);
    state.wait = wait.time;
    state.due = now + wait.time;
    state.lengthened_by = wait.lengthened_by;
    if (wait.lengthened_by.empty() && source.is_interval_learnt) state.lengthened_by = "auto";
}

} // namespace arna

#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// What a response means, and how the visits to a source stand after it. Pure: the clock is an argument.
namespace arna {

enum class Verdict {
    not_modified, ///< 304
    document,     ///< there is one to read; the rest is decided then
    failed,
    gone, ///< 410
};

struct Decision {
    Verdict verdict = Verdict::failed;
    int status = 0;
    std::string error;                               ///< of failed and gone
    FailureReason reason = FailureReason::status;    ///< of failed
    std::optional<std::chrono::seconds> retry_after; ///< of 429 and 503, where it can be read
    bool is_misread = false;                         ///< a page came, and what it lists was not found on it
};

/// Where the next visit goes: the configured address, or the one that it moved to for good.
[[nodiscard]] const std::string& address_of(const PollSource& source, const PollState& state);

/// What a visit came to. A 304 to a request that sent no validators is a failure: there is nothing it could confirm.
[[nodiscard]] Decision decide(const PollState& before, const FetchResult& result, Time now);

/// What was found in a document.
struct DocumentFacts {
    std::uint64_t hash = 0;
    std::uint64_t reading = 0; ///< how it was read
    bool is_truncated = false; ///< it breaks off, and nothing in the transport tells whether it was whole
    bool has_news = false;     ///< new or revised items
    std::optional<std::chrono::seconds> update_interval; ///< ttl, sy:updatePeriod
};

// The states after a poll, but for `due` and `wait`: settle() adds them.

/// The fields that a 304 carries replace the stored ones, the others stay (RFC 9111 §4.3.4).
[[nodiscard]] PollState after_not_modified(PollState before, const PollSource& source, const Response& response,
                                           Time now);
/// The document is the known one: its validators replace the old ones.
[[nodiscard]] PollState after_same_document(PollState before, const PollSource& source, const Response& response,
                                            std::uint64_t reading, Time now);
/// A document was stored: its validators replace the old ones, or clear them; those of a truncated one are not worth
/// keeping, the old ones stay.
[[nodiscard]] PollState after_document(PollState before, const PollSource& source, const Response& response,
                                       const DocumentFacts& document, Time now);
/// Everything that was known of the document stays.
[[nodiscard]] PollState after_failure(PollState before, const Decision& decision, Time now);

/// No visit was made: the host asked, by way of another source, to be left alone for `held`. `jitter` from 0 to 1.
[[nodiscard]] PollState after_refusal(PollState before, std::chrono::milliseconds held, double jitter, Time now);

/// The configured interval, or the learnt one.
[[nodiscard]] std::chrono::milliseconds interval_of(const PollSource& source, const PollState& state);

/// Decides when to come again, and notes it. `jitter` from 0 to 1.
void settle(PollState& state, const PollSource& source, std::optional<std::chrono::seconds> retry_after, double jitter,
            Time now);

} // namespace arna

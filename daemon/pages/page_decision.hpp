#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/store/page_records.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

/// What an answer to a request for an article's page means, and how its reading stands after it. Pure.
namespace arna {

enum class PageVerdict {
    read,         ///< there is markup to read; the rest is decided then
    not_modified, ///< 304: it says what it said
    retry,        ///< a failure that may pass
    refused,      ///< it will not be read
};

struct PageDecision {
    PageVerdict verdict = PageVerdict::refused;
    int status = 0;
    std::string why;                                 ///< of retry and refused
    std::optional<std::chrono::seconds> retry_after; ///< for all pages of the host
};

/// What came of a request. 403, 404, 410 and other statuses of the client's fault end it, 429, 5xx and failures of the
/// network may pass; an answer that is no HTML, is too large or leads off the site is no page.
[[nodiscard]] PageDecision decide_page(const PageState& before, const FetchResult& result, Time now);

/// The answers 403 and 429 in a row after which a host is left alone, and for how long.
inline constexpr int most_refusals = 3;
inline constexpr std::chrono::hours pause_of_host{24};

// The states after a request.

/// Asked again after 5 minutes, half an hour and three hours, and no more; not before `retry_after`.
[[nodiscard]] PageState after_page_failure(PageState before, const PageDecision& decision, Time now);
/// A page that was read before stays so.
[[nodiscard]] PageState after_page_refused(PageState before, int status, std::string why, Time now);
/// It was read, or says what it said; with the validators of `response`.
[[nodiscard]] PageState after_page_read(PageState before, const Response& response, Time now);

/// When a page that was read is asked for again because the configuration wants so: `interval` after `now`, at most
/// four times, and only pages of articles younger than 48 hours.
[[nodiscard]] std::optional<Time> next_revisit(const PageState& state, std::chrono::milliseconds interval,
                                               Time published, Time now);

/// No request was made, and none will be: when the page was last asked for, and what was answered, stays.
[[nodiscard]] PageState not_asked_again(PageState before, std::string why);

/// No request was made, and none before `again`: it does not count as an attempt.
[[nodiscard]] PageState postponed(PageState before, std::string why, Time again);

} // namespace arna

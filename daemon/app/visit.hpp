#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/source.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// What one visit to a source brought, without a store: nothing is remembered, nothing conditional is sent.
struct VisitResult {
    Result<CleanFeed> feed;
    int status = 0;                  ///< of HTTP; 0 where nothing answered, or for local files
    std::string moved_to;            ///< a new address that holds for good (301, 308); empty: none
    std::optional<Document> page;    ///< what came, where the source is no feed, or it is a web page and no feed
    std::vector<std::string> offers; ///< feeds that the address offers, where it is a page
};

/// Visits sources, each once: those of one host one after the other, different hosts at the same time. `ended` hears of
/// each as it ends, with its index. Blocks until all have.
void visit_all(std::span<const PollSource> sources, FetchOptions options, Time now,
               const std::function<void(std::size_t, VisitResult)>& ended);

/// One request, without a gate that others wait at. Blocks until it is over.
[[nodiscard]] FetchResult fetch_once(Request request, FetchOptions options);

} // namespace arna

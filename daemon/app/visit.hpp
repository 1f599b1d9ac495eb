#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/source.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <functional>
#include <span>
#include <vector>

namespace arna {

/// What one visit to a source brought, without a store: nothing is remembered, nothing conditional is sent.
using VisitResult = Result<CleanFeed>;

/// Visits sources, each once: those of one host one after the other, different hosts at the same time. `ended` hears of
/// each as it ends, with its index. Blocks until all have.
void visit_all(std::span<const PollSource> sources, FetchOptions options, Time now,
               const std::function<void(std::size_t, const VisitResult&)>& ended);

} // namespace arna

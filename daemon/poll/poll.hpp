#pragma once
#include "daemon/async/memory_gate.hpp"
#include "daemon/poll/report.hpp"
#include "daemon/poll/rules.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/records.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace arna {

/// One visit, and what it needs to know.
struct PollJob {
    std::shared_ptr<const PollSource> source;
    PollState before;
    HostGate::Turn turn;      ///< at the source's host; held until all is stored. Empty for local files
    HostGate::Manner manner;  ///< at the hosts that redirects lead to
    std::size_t max_body = 0; ///< of a local file
    MemoryGate& memory;       ///< for reading
    double jitter = 0;        ///< of the next wait, 0 to 1
    /// The rules that hold at the moment: asked again before the store is told, for they may change meanwhile.
    std::function<std::shared_ptr<const PollRules>()> rules;
};

struct PollResult {
    PollReport report;
    PollState after;
    std::vector<TagId> changed_tags;
    std::vector<SourceId> changed_sources;
};

/// Visits a source: asks, decides, reads, looks up, matches, stores. What it found is durable when this comes back; a
/// poll that brought nothing is noted within some seconds. Outcome `aborted`, with the state of before: fetching was
/// stopped before the document was read, or the store failed, and nothing counts. On the io thread.
boost::asio::awaitable<PollResult> poll_source(PollServices services, PollJob job);

} // namespace arna

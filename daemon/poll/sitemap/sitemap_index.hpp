#pragma once
#include "daemon/async/memory_gate.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/poll/source.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>

namespace arna {

/// An index of sitemaps that was read, and with what its documents are asked for.
struct IndexVisit {
    const PollServices& services;
    std::shared_ptr<const PollSource> source;
    SeenItems seen;
    HostGate::Turn& turn; ///< of the visit: each document takes its place at the host
    HostGate::Manner manner;
    MemoryGate& memory;
    MemoryGate::Pass& pass;   ///< of the visit: given back, and taken again for each document
    std::size_t share = 0;    ///< of memory, in sizes of a document
    std::size_t received = 0; ///< set: bytes of the documents, as they came
};

/// Reads the documents that an index names (IndexedSitemaps), as robots.txt allows. On the io thread; `visit` outlives
/// the call.
boost::asio::awaitable<Result<Reading>> read_indexed(IndexVisit& visit, Reading index, std::uint64_t index_hash);

} // namespace arna

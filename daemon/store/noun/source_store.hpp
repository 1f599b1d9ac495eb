#pragma once
#include "daemon/store/records.hpp"

#include <span>
#include <utility>
#include <vector>

namespace arna {

/// Reads sources and how the visits to them stand.
class SourceReader {
public:
    virtual std::vector<SourceRecord> sources() = 0; ///< also those that left the configuration
    /// The items of a source's last document, less those that another source owns: what is not told as news need not be
    /// read. Nothing if the source was new, moved, gone or out of the configuration since.
    virtual SeenItems seen(SourceId source) = 0;

protected:
    ~SourceReader() = default;
};

/// Writes sources and how the visits to them stand.
class SourceStore {
public:
    /// Makes the sources of the configuration known and marks those that left it. Returns them in the order of
    /// `setups`. One whose url changed starts with a fresh PollState: everything in it belonged to the old address.
    virtual std::vector<SourceRecord> sync_sources(std::span<const SourceSetup> setups, Time now) = 0;

    /// Polls that brought no article: due time, status, validators.
    virtual void record(std::span<const std::pair<SourceId, PollState>> polls) = 0;

protected:
    ~SourceStore() = default;
};

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"
#include "feeds/text/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace arna {

class UpkeepReader {
public:
    virtual StoreStats stats() = 0;
    virtual KeptCounts kept_counts() = 0;
    virtual std::int64_t article_count() = 0;
    /// Everything that is wrong with the database, one line each: the engine's own check of every page, and whether
    /// positions, counters and rows that belong together agree. Takes as long as reading the file.
    virtual std::vector<std::string> check() = 0;
    /// Writes a copy of this moment, for this user alone, while the store goes on; durable when this returns.
    /// Errc::conflict: `file` exists; Errc::io: it cannot be written; where there is no room, the message says how many
    /// bytes are missing. Nothing is left of one that failed.
    virtual Result<void> backup(const std::filesystem::path& file) = 0;
    /// `may_go_on` is asked again and again from within calls that take long; false ends the call with a StoreFailure,
    /// or an Error where it gives one.
    virtual void go_on_while(std::function<bool()> may_go_on) = 0;

protected:
    ~UpkeepReader() = default;
};

class UpkeepStore {
public:
    /// Writes a few bytes durably, and so finds out whether the database works again.
    virtual void probe(Time now) = 0;
    /// Gives up to `pages` unused pages back to the file system, where the database was made so that it can; how many
    /// are left.
    virtual std::int64_t release_pages(std::int64_t pages) = 0;
    /// Rewrites the whole file without what it does not use. Needs as much room again.
    virtual void compact() = 0;
    /// Whether the first run of retention shall wait: the store was taken over from a version without. True until
    /// end_retention_wait(), also after a restart.
    virtual bool retention_waits() = 0;
    virtual void end_retention_wait() = 0;

protected:
    ~UpkeepStore() = default;
};

} // namespace arna

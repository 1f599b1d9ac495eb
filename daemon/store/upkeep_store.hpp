#pragma once
#include "daemon/store/records.hpp"
#include "feeds/text/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace arna {

class UpkeepReader {
public:
    virtual StoreStats stats() = 0;
    virtual std::int64_t article_count() = 0;
    /// Everything that is wrong with the database, one line each: the engine's own check of every page, and whether
    /// positions, counters and rows that belong together agree. Takes as long as reading the file.
    virtual std::vector<std::string> check() = 0;
    /// Writes a copy of this moment, for this user alone, while the store goes on; durable when this returns.
    /// Errc::conflict: `file` exists; Errc::io: it cannot be written.
    virtual Result<void> backup(const std::filesystem::path& file) = 0;

protected:
    ~UpkeepReader() = default;
};

class UpkeepStore {
public:
    /// Writes a few bytes durably, and so finds out whether the database works again.
    virtual void probe(Time now) = 0;

protected:
    ~UpkeepStore() = default;
};

} // namespace arna

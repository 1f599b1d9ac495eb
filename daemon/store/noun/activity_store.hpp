#pragma once
#include "daemon/store/records.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Counts of each hour and day, which whoever counts (daemon/operations) keeps in memory and saves now and then.
namespace arna {

struct ActivityRecord {
    enum class Kind : std::uint8_t { total, source, tag };
    Kind kind = Kind::total;
    std::int64_t subject = 0; ///< SourceId, TagId; 0 for the total
    std::string counts;       ///< as whoever counts writes them

    friend bool operator==(const ActivityRecord&, const ActivityRecord&) = default;
};

struct SourceTotal {
    SourceId source{};
    std::int64_t articles = 0; ///< that it owns or appears in
};

class ActivityReader {
public:
    virtual std::vector<ActivityRecord> activity() = 0;
    /// Of every source that has any.
    virtual std::vector<SourceTotal> source_totals() = 0;

protected:
    ~ActivityReader() = default;
};

class ActivityStore {
public:
    /// Each replaces the one of its kind and subject, in one transaction.
    virtual void save_activity(std::span<const ActivityRecord> records) = 0;

protected:
    ~ActivityStore() = default;
};

} // namespace arna

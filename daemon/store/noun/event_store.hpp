#pragma once
#include "daemon/store/records.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What operators are told of by `/ops.atom`: a source begins to fail, recovers, is gone; a backup failed. A change of
/// a
/// source's health is noted by the write that stores it; whoever knows of something else notes it here.
namespace arna {

struct NewEvent {
    SourceId source{}; ///< zero: the service itself
    std::string kind;  ///< one word, "failing"; part of the id that readers see
    Time at{};
    std::string text; ///< for people; no secrets
};

struct StoredEvent {
    std::string source; ///< its name; empty: the service itself
    std::string kind;
    Time at{};           ///< when it happened
    Time ended{};        ///< the epoch: it has not, or it is nothing that ends
    std::int64_t id = 0; ///< seconds since 1970: `at`, or later where that was taken. Never twice for a source and kind
    std::string text;

    friend bool operator==(const StoredEvent&, const StoredEvent&) = default;
};

inline constexpr std::chrono::days events_are_kept{90};
inline constexpr std::chrono::days health_events_are_kept{30}; ///< those of kind health_name()
inline constexpr int most_events = 5'000;                      ///< the newest ones

class EventReader {
public:
    /// All that are kept, the newest first.
    virtual std::vector<StoredEvent> events() = 0;

protected:
    ~EventReader() = default;
};

class EventStore {
public:
    /// Also removes what is too old at `event.at`.
    virtual void note_event(const NewEvent& event) = 0;
    /// Ends the latest event of that source and kind that has not ended, and adds `text` to its own; nothing happens
    /// where there is none.
    virtual void end_event(SourceId source, std::string_view kind, Time now, std::string_view text) = 0;

protected:
    ~EventStore() = default;
};

} // namespace arna

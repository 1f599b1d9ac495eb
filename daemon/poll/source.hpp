#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/store/records.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace arna {

/// Whether max-age, Expires and ttl of a source lengthen the wait. Retry-After and backoff always do.
enum class Freshness { obey, ignore };

/// What the configuration says of polling one source. Either `url` or `path` is set.
struct PollSource {
    SourceId id{}; ///< as the store gave it
    std::string name;
    std::string url;  ///< http(s)
    std::string path; ///< absolute pattern of local files, as glob(7): several files count as one poll
    std::string site; ///< identity scope: SourceRecord::site, not what the configuration says today
    std::chrono::milliseconds interval{std::chrono::hours(1)}; ///< a floor; ignored where it is learnt
    bool is_interval_learnt = false;                           ///< `interval = "auto"`
    Freshness freshness = Freshness::obey;
    std::string language;  ///< overrides what the feed says
    std::string time_zone; ///< of dates without an offset
    std::vector<std::string> labels;
    std::vector<HeaderField> headers;
    std::string username, password;
    std::string proxy;
    bool is_enabled = true; ///< false: never polled, its articles stay

    friend bool operator==(const PollSource&, const PollSource&) = default;
};

struct PollOptions {
    std::size_t max_body = 10u << 20; ///< bytes of one local file; the fetcher holds the same for what it fetches
    std::size_t memory = 96u << 20;   ///< for reading: what all documents may take together that are read at a time
    std::uint64_t seed = 0;           ///< of the jitter: daemons must not march in step
};

} // namespace arna

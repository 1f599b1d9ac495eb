#pragma once
#include "daemon/history/history_jobs.hpp"
#include "daemon/operations/activity/counts.hpp"
#include "daemon/store/digest_kind.hpp"
#include "daemon/store/records.hpp"
#include "daemon/store/source_health.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// How the service stands: what `arna status`, `/status.json` and the status page tell.
namespace arna {

class StoreReader;

struct SourceStatus {
    SourceRecord record;
    SourceHealth health = SourceHealth::never;
    bool is_enabled = true; ///< false: the configuration switches it off
    std::int64_t articles = 0;
    SubjectCounts activity;
};

struct TagStatus {
    TagRecord record;
    std::int64_t members = 0;
    SubjectCounts activity;
    std::size_t tokens = 0;            ///< that open it: of a private one
    std::vector<std::string> editions; ///< languages
    std::vector<DigestKind> digests;   ///< that it has
};

/// How the static tree stands.
struct TreeStanding {
    std::string directory; ///< empty: no tree is written
    std::size_t files = 0;
    std::string error; ///< why it cannot be written; empty: it can
};

/// What only a running service knows. A copy, for whoever answers on another thread.
struct LiveStatus {
    Time started{};
    bool is_ready = false;
    ActivityCounts activity;
    std::vector<HistoryStatus> history;
    TreeStanding tree = {};
};

struct ServiceStatus {
    std::string version;
    Time now{};
    std::optional<Time> started; ///< nothing: it does not run
    bool is_ready = false;
    std::string authority; ///< of feed ids, once it is remembered
    std::int64_t articles = 0;
    std::vector<SourceStatus> sources; ///< by name; only configured ones
    std::vector<TagStatus> tags;       ///< by name; only configured ones
    SubjectCounts activity;
    std::vector<HistoryStatus> history; ///< jobs that are not finished
    TreeStanding tree;                  ///< known of a running service
};

/// Sources and tags by name.
struct ConfiguredNow {
    struct Tag {
        std::string slug;
        bool is_private = false;
    };
    std::map<std::string, std::string> sources; ///< their addresses; of a file none
    std::map<std::string, Tag> tags;
};

struct StatusQuestion {
    std::string version;
    Time now{};
    std::set<std::string> switched_off;     ///< names of sources that the configuration disables
    std::shared_ptr<const LiveStatus> live; ///< null: no service runs, and what was saved counts
    /// Where no service runs that would have told the store: what is configured now. A source or tag that the store
    /// does
    /// not know was never polled or matched; one that it alone knows has left.
    std::optional<ConfiguredNow> configured = {};
};

/// Throws StoreFailure.
[[nodiscard]] ServiceStatus read_status(StoreReader& reader, const StatusQuestion& question);

/// How many sources stand so.
[[nodiscard]] std::size_t count(const ServiceStatus& status, SourceHealth health);

/// The feeds that a page offers which was polled as one; none where it offers none.
[[nodiscard]] std::vector<std::string> offered_feeds(const SourceRecord& source);

/// What a source is called: its configured title, its own, its name.
[[nodiscard]] std::string title_of(const SourceRecord& source);

/// `/status.json`, also what `arna status --json` prints: one line. Query values and passwords in addresses are masked.
[[nodiscard]] std::string status_json(const ServiceStatus& status);

} // namespace arna

#pragma once
#include "daemon/store/records.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The pages for whoever operates the daemon. Query values and passwords in addresses are masked.
namespace arna {

class StoreReader;

/// What the pages show.
struct Operations {
    std::vector<SourceRecord> sources; ///< by name; only configured ones
    struct Tag {
        TagRecord record;
        std::int64_t members = 0;
    };
    std::vector<Tag> tags; ///< by name; only configured ones
};

/// Throws StoreFailure.
[[nodiscard]] Operations read_operations(StoreReader& reader);

enum class SourceHealth { never_polled, ok, failing, disabled };
[[nodiscard]] SourceHealth health(const PollState& poll);
[[nodiscard]] std::string_view health_name(SourceHealth health); ///< "never-polled", "ok" …

[[nodiscard]] std::string status_html(const Operations& operations, std::string_view version, Time now);
[[nodiscard]] std::string status_json(const Operations& operations, std::string_view version, Time now);

/// An Atom feed with an entry for each source that fails or is disabled. An outage is one entry from its beginning on;
/// it leaves the feed when it ends.
[[nodiscard]] std::string operations_atom(const Operations& operations, std::string_view base_url,
                                          std::string_view authority);

} // namespace arna

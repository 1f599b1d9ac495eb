#pragma once
#include "config/config.hpp"
#include "config/consequence.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What a reload changes, as data.
namespace arna {

/// A key that says something else than before.
struct ChangedKey {
    std::string_view table;    ///< "daemon", "defaults.source", "source", "tag", "list"
    std::string entry;         ///< name of the source, tag or list; empty for tables that stand once
    std::string_view key;      ///< "log.level"
    Consequences consequences; ///< of this change: `base_url` has `restart` only where its path differs

    friend bool operator==(const ChangedKey&, const ChangedKey&) = default;
};

/// "daemon.listen", "source zakon-kk interval".
[[nodiscard]] std::string name_of(const ChangedKey& changed);

/// Between two configurations. Names are in the order of the configuration that has them.
struct ConfigDifference {
    std::vector<std::string> added_sources, removed_sources;
    std::vector<std::string> added_tags, removed_tags;
    std::vector<ChangedKey> keys; ///< of what stands in both, in the order of the documentation

    [[nodiscard]] bool empty() const;
    friend bool operator==(const ConfigDifference&, const ConfigDifference&) = default;
};

/// What differs. Only keys that the operator wrote, in one of the two, are named: where `listen` changes a `base_url`
/// that nobody wrote, `listen` alone has changed. A key in [defaults.…] counts there and in each source or tag that
/// follows it. Sources and tags are the same where their names are. Both are configurations that load_config() gave.
[[nodiscard]] ConfigDifference difference(const Config& before, const Config& after);

/// Gives `next` the values of the running configuration in everything that only a restart can change, and what follows
/// from them. What difference() said before had `restart` for exactly these keys, and afterwards for none.
void keep_until_restart(Config& next, const Config& running);

} // namespace arna

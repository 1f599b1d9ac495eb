#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/file/environment.hpp"

#include <filesystem>
#include <vector>

namespace arna {

/// What holds of [daemon] where it says nothing, next to the rest of what it says: `authority` follows the given
/// `base_url`.
[[nodiscard]] DaemonConfig daemon_defaults(const DaemonConfig& given, const Environment& environment);

/// Fills in what [daemon] does not say, from daemon_defaults(). `state` stays empty where nothing tells a place for it.
void complete_daemon(DaemonConfig& daemon, const Environment& environment);

/// Fills in what follows from other keys: the above, names and slugs, whether a source is published. `directories` are
/// those of Config::files. Says what is missing: a source without address, a tag without name, no place for the state.
void complete_config(Config& config, const Environment& environment,
                     const std::vector<std::filesystem::path>& directories, Findings& findings);

} // namespace arna

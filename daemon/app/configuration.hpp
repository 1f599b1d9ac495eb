#pragma once
#include "config/load.hpp"
#include "daemon/app/command/table/command.hpp"

#include <optional>
#include <span>

namespace arna {

/// The request for the file that -c names; without it that of $ARNA_CONFIG, else /etc/arna/arna.toml. With -v, debug is
/// the level of the log, whatever else says.
[[nodiscard]] LoadRequest config_request(const Invocation& invocation);

/// Loads a configuration for a command. Errors and warnings go to standard error; nothing comes back after an error.
[[nodiscard]] std::optional<LoadedConfig> load_or_report(const LoadRequest& request);

/// Writes diagnostics to standard error, one line each and the rule with a caret below where there is one.
void report(std::span<const Diagnostic> diagnostics);

} // namespace arna

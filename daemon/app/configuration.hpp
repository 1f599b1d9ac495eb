#pragma once
#include "config/load.hpp"
#include "daemon/app/command/table/command.hpp"

#include <optional>
#include <span>

namespace arna {

/// Whether the caller itself visits sources. Who asks the service, or about the store, can do without the files that
/// systemd shows the service alone.
enum class SecretsNeeded { no, yes };

/// Whether it works with the store, or asks the daemon, whose socket lies beside it.
enum class StateNeeded { no, yes };

/// The request for the file that -c names; without it that of $ARNA_CONFIG, else /etc/arna/arna.toml. With -v, debug is
/// the level of the log, whatever else says.
[[nodiscard]] LoadRequest config_request(const Invocation& invocation, SecretsNeeded needed = SecretsNeeded::no,
                                         StateNeeded state = StateNeeded::yes);

/// Whether a command tells the warnings of the configuration. Most do not: whoever asks for a list should not hear of
/// them each time.
enum class Warnings { kept, told };

/// Loads a configuration for a command. Errors go to standard error; nothing comes back after one.
[[nodiscard]] std::optional<LoadedConfig> load_or_report(const LoadRequest& request,
                                                         Warnings warnings = Warnings::kept);

/// For commands that need none: as load_or_report(), but where nobody named a file and there is none, what the
/// environment sets.
[[nodiscard]] std::optional<LoadedConfig> load_if_any(const Invocation& invocation);

/// For commands on standard input: as load_if_any(), but what lies at /etc/arna/arna.toml, unnamed, changes nothing.
[[nodiscard]] std::optional<LoadedConfig> load_if_named(const Invocation& invocation);

/// Logs what was found in the files of a running daemon.
void log_diagnostic(const Diagnostic& diagnostic);

/// Writes diagnostics to standard error, one line each and the rule with a caret below where there is one. How many
/// they are ends a list of errors.
void report(std::span<const Diagnostic> diagnostics);

} // namespace arna

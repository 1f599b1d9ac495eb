#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/file/environment.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What holds of [daemon] where it says nothing, next to the rest of what it says: `authority` follows the given
/// `base_url`. `file` is the configuration's: that of the system has its state where the service has it, so that
/// whoever asks on the command line does not look, or make a second store, at home.
[[nodiscard]] DaemonConfig daemon_defaults(const DaemonConfig& given, const Environment& environment,
                                           const std::filesystem::path& file);

/// Fills in what [daemon] does not say, from daemon_defaults(). `state` stays empty where nothing tells a place for it.
void complete_daemon(DaemonConfig& daemon, const Environment& environment, const std::filesystem::path& file);

/// Fills in what follows from other keys: the above, names and slugs, whether a source is published. `directories` are
/// those of Config::files, the first of which is the configuration; it is empty where no file is read. Says what is
/// missing: a source without address, a tag without name.
void complete_config(Config& config, const Environment& environment,
                     const std::vector<std::filesystem::path>& directories, Findings& findings);

/// Whether a source is read with credentials, secret header fields or a token in its address. Then it is not published
/// unless the operator says so.
[[nodiscard]] bool has_secrets(const SourceConfig& source);

/// "kaz-zakon-kz-rss" of "https://kaz.zakon.kz/rss/": what a source without a name is called.
[[nodiscard]] std::string source_name_of(std::string_view url);

} // namespace arna

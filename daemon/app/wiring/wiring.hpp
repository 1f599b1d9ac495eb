#pragma once
#include "config/load.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/history/accept_held.hpp"
#include "daemon/poll/rules.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/publish/options.hpp"
#include "daemon/store/noun/digest_store.hpp"
#include "daemon/store/noun/history_store.hpp"
#include "daemon/store/records.hpp"
#include "feeds/pipeline/pipeline.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

/// What the configuration says, in the terms of each folder. The only code that knows both; pure.
namespace arna {

[[nodiscard]] FetchOptions fetch_options(const Config& config);
[[nodiscard]] PollOptions poll_options(const Config& config);

/// Where scheduled backups are.
[[nodiscard]] std::filesystem::path backup_directory(const Config& config);

/// For Store::sync_sources and Store::sync_tags; element i is that of config.sources[i], config.tags[i]. Behind all
/// tags
/// follow their editions, in the same order.
[[nodiscard]] std::vector<SourceSetup> source_setups(const Config& config);
[[nodiscard]] std::vector<TagSetup> tag_setups(const LoadedConfig& loaded);

/// The sources to poll; `records` are what sync_sources gave for source_setups().
[[nodiscard]] std::vector<PollSource> poll_sources(const Config& config, std::span<const SourceRecord> records);
[[nodiscard]] PollSource poll_source(const SourceConfig& source);

/// The compiled rules with the tags that sync_tags gave for tag_setups().
[[nodiscard]] PollRules poll_rules(const LoadedConfig& loaded, std::span<const TagRecord> tags);

/// The names of sources that it disables.
[[nodiscard]] std::set<std::string> switched_off_sources(const Config& config);

/// The labels of every source, by its name.
[[nodiscard]] std::map<std::string, std::vector<std::string>> source_labels(const Config& config);

/// What is published. `sources` and `tags` are all that the store knows: what left the configuration is gone. `now`:
/// when this configuration was loaded.
[[nodiscard]] PublishOptions publish_options(const Config& config, std::span<const SourceRecord> sources,
                                             std::span<const TagRecord> tags, Time now,
                                             std::span<const DigestState> digests = {});

/// How long everything is kept; sources and tags as the store gave them, in the order of the configuration, editions
/// last.
[[nodiscard]] RetentionPolicy retention_policy(const Config& config, std::span<const SourceRecord> sources,
                                               std::span<const TagRecord> tags);

/// What lets in what source `index` of the configuration brought as a burst.
[[nodiscard]] AcceptHeld::Setup acceptance(const LoadedConfig& loaded, std::size_t index,
                                           std::span<const SourceRecord> sources, std::span<const TagRecord> tags);

/// How documents of a source are read.
[[nodiscard]] ReadOptions read_options(const SourceConfig& source);

} // namespace arna

#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/file/environment.hpp"
#include "feeds/rules/rule_set.hpp"

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace arna {

/// A configuration that holds: complete, checked, its rules compiled.
struct LoadedConfig {
    Config config;
    std::shared_ptr<const RuleSet> rules; ///< rule i is that of config.tags[i]
    std::vector<Diagnostic> warnings;
};

/// A file of conf.d that is not written yet.
struct DraftFile {
    std::filesystem::path path;
    std::string text;
};

/// Where a configuration comes from; a reload asks the same again.
struct LoadRequest {
    std::filesystem::path file; ///< empty: none, the environment alone
    Environment environment;
    std::vector<DraftFile> drafts = {}; ///< are read as if they were there
    /// A `*_file` that is not there is a warning, for the service may get it by LoadCredential=; the key has no value.
    bool may_lack_secrets = false;
    bool may_lack_state = false; ///< where nothing tells a place for the state, `state` is empty, and that is no error
};

/// Reads the file, then conf.d/*.toml beside it in the order of their names, then the environment: the later wins,
/// table by table and key by key, but [[source]], [[tag]] and [[list]] add up. Fills in the defaults, reads secrets,
/// compiles the
/// rules. All errors of all files come back, with the warnings among them; of broken TOML the first of each file.
[[nodiscard]] std::expected<LoadedConfig, std::vector<Diagnostic>> load_config(const LoadRequest& request);

/// The tags of a configuration as rules see them.
[[nodiscard]] std::vector<TagRule> tag_rules(const Config& config);

/// What a source's tables say of its pages.
[[nodiscard]] PageRules page_rules(const SourceConfig& source);

/// The lists of a configuration likewise.
[[nodiscard]] TermLists term_lists(const Config& config);

} // namespace arna

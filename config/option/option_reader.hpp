#pragma once
#include "config/diagnostic.hpp"
#include "config/file/environment.hpp"
#include "config/file/toml_value.hpp"
#include "config/option/renamed_keys.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What reading tables needs besides them, and what it notes.
struct ReadContext {
    Findings& findings;
    const Environment& environment;
    const std::vector<std::filesystem::path>& directories; ///< of Config::files, absolute: relative paths start there
    bool may_lack_secrets = false;                         ///< LoadRequest::may_lack_secrets
    std::vector<Place> secrets = {};                       ///< secrets that stand in the configuration itself
    std::map<std::string, Place> secret_files = {};        ///< files that were read for a `*_file` key
    std::span<const RenamedKey> renamed = renamed_keys();
    std::string_view release = this_release();
};

/// Which table it is, for messages and for what may stand in it.
struct TableTitle {
    std::string_view text;    ///< "[fetch]", "[[source]]"
    bool is_defaults = false; ///< [defaults.source]: no individual keys
};

/// Sets what a table says in `owner` and notes in `owner.written` which keys it has; the rest stays. Every unknown key,
/// wrong type and bad value is an error with its place, and leaves the member as it was. A key without effect is a
/// warning.
template <class Owner>
void read_options(const TomlTable& table, TableTitle title, Owner& owner, ReadContext& context);

/// The place of a key in a table; `otherwise` where it is not given.
[[nodiscard]] Place place_of(const TomlTable& table, std::string_view key, Place otherwise);

} // namespace arna

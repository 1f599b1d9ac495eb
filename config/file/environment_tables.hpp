#pragma once
#include "config/file/environment.hpp"
#include "config/file/toml_value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arna {

/// A variable that sets a key.
struct EnvironmentSetting {
    std::string variable; ///< "ARNA_FETCH__TIMEOUT"
    TomlTable table;      ///< as a file would say it: fetch.timeout = …
};

struct EnvironmentTables {
    std::vector<EnvironmentSetting> settings;
    std::vector<std::pair<std::string, std::string>> unknown; ///< variable, and what to say of it
};

/// The variables ARNA_… that set a key: "__" nests, the value is TOML or a bare string, which may stand for a list of
/// one. The variable of settings[i] is file `first_file` + i in the places of its table.
[[nodiscard]] EnvironmentTables environment_tables(const Environment& environment, std::uint32_t first_file);

} // namespace arna

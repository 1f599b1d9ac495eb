#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/file/toml_value.hpp"

#include <string_view>

namespace arna {

/// Warns of keys in a table that are read and checked but have no effect in this version.
void warn_of_not_yet(const TomlTable& table, std::string_view title, Findings& findings);

} // namespace arna

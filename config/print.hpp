#pragma once
#include "config/config.hpp"
#include "config/file/environment.hpp"

#include <string>

namespace arna {

/// The effective configuration as TOML. It loads again and then prints the same, unless it has secrets in it: each is
/// shown as "***", which load_config() refuses. A line whose value is not the default says in a comment what that is.
/// Of sources and tags, keys that say nothing are left out.
[[nodiscard]] std::string print_config(const Config& config, const Environment& environment);

/// The same, and of each value where it comes from: "arna.toml:12", a variable, or that it is the default.
[[nodiscard]] std::string print_config_with_origins(const Config& config, const Environment& environment);

} // namespace arna

#pragma once
#include "config/config.hpp"
#include "config/file/environment.hpp"

#include <string>

namespace arna {

/// The effective configuration as TOML. It loads again and then prints the same, unless it has secrets in it: each is
/// shown as "***", which load_config() refuses. A line whose value is not the default says in a comment what that is.
/// Of sources and tags, keys that say nothing are left out.
[[nodiscard]] std::string print_config(const Config& config, const Environment& environment);

} // namespace arna

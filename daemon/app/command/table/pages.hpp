#pragma once
#include <string_view>

namespace arna {

/// docs/configuration.md and docs/rules.md, word for word.
extern const std::string_view configuration_page;
extern const std::string_view rules_page;

} // namespace arna

#pragma once
#include "feeds/rules/forms/languages.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// The stem_hash() of the stem of a folded word. Each thread keeps those of recent words, in some 200 KB: texts repeat
/// words.
[[nodiscard]] std::uint32_t cached_stem_hash(Language language, std::string_view word);

} // namespace arna

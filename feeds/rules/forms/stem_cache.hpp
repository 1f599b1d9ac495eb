#pragma once
#include "feeds/rules/forms/languages.hpp"

#include <cstdint>
#include <string_view>

namespace arna {

/// stem_hash() of the stem of a folded word. Those of recent words are kept, in each thread some 200 KB: texts repeat their words.
[[nodiscard]] std::uint32_t cached_stem_hash(Language language, std::string_view word);

} // namespace arna

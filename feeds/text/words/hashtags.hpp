#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Hashtags in plain text, without '#', in order, each once (by tag_key). Letters, digits and marks, and hyphens and
/// underscores inside: "#Референдум-2026" is one. No hashtag: digits only, '#' after a letter or in a URL.
[[nodiscard]] std::vector<std::string> hashtags(std::string_view text);

} // namespace arna

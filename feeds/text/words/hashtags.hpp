#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

inline constexpr std::size_t max_hashtags = 1000;

/// The first `max_hashtags` hashtags in plain text, without '#', in order, each once (by tag_key). Letters, digits and marks, and hyphens and
/// underscores inside: "#Референдум-2026" is one. No hashtag: digits only, '#' after a letter or in a URL.
[[nodiscard]] std::vector<std::string> hashtags(std::string_view text);

} // namespace arna

#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

inline constexpr std::size_t max_hashtags = 1000;

/// The first `max_hashtags` hashtags in plain text, without '#', in order, each once (by tag_key). A hashtag is made of
/// letters, digits and marks, with hyphens and underscores inside ("#Референдум-2026"). Digits alone are none, nor is
/// anything after a letter or in a URL.
[[nodiscard]] std::vector<std::string> hashtags(std::string_view text);

} // namespace arna

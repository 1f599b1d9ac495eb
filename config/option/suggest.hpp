#pragma once
#include <span>
#include <string>
#include <string_view>

namespace arna {

/// The candidate that `word` was probably meant to be: the one with the fewest slips of the pen (letters more, fewer,
/// other or exchanged), if they are no more than a third of the longer word. Empty if none is near, or the word is
/// longer than 64 bytes. Words are compared by bytes.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// "; did you mean 'interval'?" for a message about `word`, or empty where nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

} // namespace arna

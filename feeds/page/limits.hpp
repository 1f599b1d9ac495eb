#pragma once
#include <cstddef>

namespace arna::page_limits {

inline constexpr std::size_t script_bytes = 1 << 20; ///< a larger JSON script is not read
inline constexpr std::size_t json_depth = 64;        ///< what lies deeper in one is not looked at
inline constexpr std::size_t json_values = 10'000;   ///< looked at in all scripts of a page together
inline constexpr std::size_t markup_bytes = 1 << 20; ///< of an article; the rest is left out
inline constexpr std::size_t items = 1000;           ///< of a listing
inline constexpr std::size_t field_bytes = 64 << 10; ///< of a field, then it is cut
inline constexpr std::size_t labels = 100;           ///< categories of a page
inline constexpr std::size_t people = 20;            ///< authors of a page
inline constexpr std::size_t feeds = 50;             ///< that a page links

} // namespace arna::page_limits

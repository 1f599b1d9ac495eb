#pragma once
#include "feeds/identity/story_sketch.hpp"

namespace arna {

/// Whether two texts that agree are one form, filled in for others: between words that both have, a name, day or
/// month of which only one text tells stands where another one stands of which only the other tells. In a long text
/// one such place may be a slip or another spelling, and is not enough. Who reports it may differ, and once also a
/// single name beside what was said. The order of the texts does not matter.
[[nodiscard]] bool names_are_replaced(const StorySketch& a, const StorySketch& b);

} // namespace arna

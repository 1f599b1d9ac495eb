#pragma once
#include "tests/hostile/shape.hpp"

#include <vector>

/// Hostile shapes of JSON, and of what stands in the fields of a feed: dates, addresses, people, lists.
namespace arna::hostile {

/// A JSON Feed of a news site.
[[nodiscard]] Shape ordinary_json();

[[nodiscard]] std::vector<Shape> json_shapes();

/// Feeds whose dates, addresses, people, categories, numbers and coordinates are made of one piece again and again: one
/// field
/// with all of them, and one field for every few.
[[nodiscard]] std::vector<Shape> value_shapes();

} // namespace arna::hostile

#pragma once
#include "feeds/parse/room.hpp"

#include <vector>

namespace arna {

/// Adds a category that says something, within limits::categories.
void add_category(Room& room, std::vector<Category>& categories, Category category);

} // namespace arna

#pragma once
#include "feeds/model/parts.hpp"

#include <vector>

namespace arna {

/// Adds a category that says something, within limits::categories.
void add_category(std::vector<Category>& categories, Category category);

} // namespace arna

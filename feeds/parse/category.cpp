#include "feeds/parse/category.hpp"

#include "feeds/parse/limits.hpp"

#include <utility>

namespace arna {

void add_category(std::vector<Category>& categories, Category category) {
    if (category == Category{}) return;
    if (categories.size() < limits::categories) categories.push_back(std::move(category));
}

} // namespace arna

#include "feeds/parse/category.hpp"

#include "feeds/parse/limits.hpp"

#include <utility>

namespace arna {

void add_category(Room& room, std::vector<Category>& categories, Category category) {
    if (category != Category{}) room.add(categories, std::move(category), limits::categories);
}

} // namespace arna

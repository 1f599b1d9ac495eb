#pragma once
#include "feeds/model/parts.hpp"

#include <vector>

namespace arna {

/// Categories as they are compared: plain, lists in one term ("a, b; c") taken apart, each once by its tag key,
/// sections marked. Elements outside the model that name a section (`yandex:genre`, `article:section`) become
/// categories with the element as scheme.
[[nodiscard]] std::vector<Category> clean_categories(std::vector<Category> categories, const Extensions& extensions);

} // namespace arna

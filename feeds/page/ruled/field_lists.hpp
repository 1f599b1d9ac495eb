#pragma once
#include "feeds/model/parts.hpp"

#include <string>
#include <vector>

namespace arna {

/// The people that lines of text name, each once, at most page_limits::people.
[[nodiscard]] std::vector<Person> people_of(const std::vector<std::string>& lines);

/// Labels of lines, each term once, without the sign before it; their scheme is "page:rule".
[[nodiscard]] std::vector<Category> labels_of(const std::vector<std::string>& lines);

} // namespace arna

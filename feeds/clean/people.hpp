#pragma once
#include "feeds/model/parts.hpp"

#include <string_view>
#include <vector>

namespace arna {

/// People with their names plain and apart from their e-mail addresses ("a@example.org (Name)", "Name
/// <a@example.org>"), addresses absolute; whoever says nothing or comes twice is left out.
[[nodiscard]] std::vector<Person> clean_people(std::vector<Person> people, std::string_view base);

} // namespace arna

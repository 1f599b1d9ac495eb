#pragma once
#include "feeds/model/page_reading.hpp"

#include <string>

namespace arna {

/// What a page says, for people: a line for each field with where it came from, then the text or the items.
[[nodiscard]] std::string page_text(const PageReading& page);

} // namespace arna

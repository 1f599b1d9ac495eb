#pragma once
#include "feeds/page/page_sources.hpp"

#include <string>
#include <vector>

namespace arna {

struct FoundAuthors {
    std::vector<Person> people;
    std::string source;
};

/// The article's authors, from the first source that names one.
[[nodiscard]] FoundAuthors find_authors(const PageSources& sources);

} // namespace arna

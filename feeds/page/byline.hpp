#pragma once
#include "feeds/page/page_sources.hpp"
#include "feeds/page/page_title.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The people that a byline names: "By Ann Lee and Bo Li", "Текст: Ольга Ли, фото: Нурлан Бекенов". `is_certain`: the
/// line is known to be one; else it has to begin like one, or to be a name and nothing else.
[[nodiscard]] std::vector<NamedAuthor> names_in_byline(std::string_view line, bool is_certain);

/// Of named authors those who are people: not the site itself, "admin", an address, a list of departments.
[[nodiscard]] std::vector<Person> judged_authors(const std::vector<NamedAuthor>& named, std::string_view site,
                                                 std::string_view url);

struct FoundAuthors {
    std::vector<Person> people;
    std::string source;
};

/// The article's authors, from the first source that names one.
[[nodiscard]] FoundAuthors find_authors(const PageSources& sources);

} // namespace arna

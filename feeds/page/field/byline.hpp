#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/page/facts/article_facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The people that a byline names: "By Ann Lee and Bo Li", "Текст: Ольга Ли, фото: Нурлан Бекенов". `is_certain`: the
/// line is known to be one; else it has to begin like one, or to be a name and nothing else.
[[nodiscard]] std::vector<NamedAuthor> names_in_byline(std::string_view line, bool is_certain);

/// How much a text looks like the name of a person: the number of its words, 0 if it is none.
[[nodiscard]] std::size_t words_of_name(std::string_view name);

/// Whether a text is a name as people choose it for themselves: "surfguard", "Bo2man".
[[nodiscard]] bool is_nickname(std::string_view name);

/// A name without the signs and blanks around it.
[[nodiscard]] std::string trimmed_name(std::string_view name);

/// A line without "By", "Автор:" and the like at its beginning.
[[nodiscard]] std::string_view without_byline(std::string_view line);

/// Whether a name is none of a person: "admin", "Редакция".
[[nodiscard]] bool is_nobody(std::string_view name);

/// Of named authors those who are people: not the site itself, "admin", an address, a list of departments.
[[nodiscard]] std::vector<Person> judged_authors(const std::vector<NamedAuthor>& named, std::string_view site,
                                                 std::string_view url);

} // namespace arna

#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/parse/reader.hpp"

#include <string_view>
#include <vector>

namespace arna {

/// A person in one line: "a@b (Name)", "Name <a@b>", "Name (a@b)", "a@b.c", "a@b.c, Name" or "Name".
[[nodiscard]] Person read_person(std::string_view line);

/// Atom's author and contributor: name, email, uri (Atom 0.3 and others: url, homepage), or else their text.
[[nodiscard]] Person read_person_element(Reader& reader, const Element& element);

/// Adds a person unless it is empty or already there, within limits::people.
void add_person(Room& room, std::vector<Person>& people, Person person);

} // namespace arna

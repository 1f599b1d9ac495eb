#include "feeds/parse/person.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/parse/limits.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == npos || at == 0 || text.find('@', at + 1) != npos) return false;
    if (text.find_first_of(" \t\r\n()<>,;\"") != npos) return false;
    const auto dot = text.find('.', at);
    return dot != npos && dot > at + 1 && dot + 1 < text.size();
}

std::string_view without_scheme(std::string_view address) {
    constexpr std::string_view scheme = "mailto:";
    const bool has_scheme =
        address.size() > scheme.size() && equals_ignoring_case(address.substr(0, scheme.size()), scheme);
    return has_scheme ? address.substr(scheme.size()) : address;
}

std::string_view unquoted(std::string_view name) {
    name = trim_html_space(name);
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    return trim_html_space(name);
}

Person made_of(std::string_view name, std::string_view email) {
    return {.name = std::string(unquoted(name)), .email = std::string(email)};
}

} // namespace

Person read_person(std::string_view line) {
    line = trim_html_space(line);
    const auto open = line.find_last_of("(<");
    if (open != npos && !line.empty() && line.back() == (line[open] == '(' ? ')' : '>')) {
        const auto outside = trim_html_space(line.substr(0, open));
        const auto inside = trim_html_space(line.substr(open + 1, line.size() - open - 2));
        if (is_address(without_scheme(inside))) return made_of(outside, without_scheme(inside));
        if (is_address(without_scheme(outside))) return made_of(inside, without_scheme(outside));
    }
    if (is_address(without_scheme(line))) return made_of({}, without_scheme(line));
    return made_of(line, {});
}

Person read_person_element(Reader& reader, const Element& element) {
    if (!element.has_elements()) return read_person(reader.value(element));
    Person person;
    element.each_child([&](const Element& child) {
        const auto keep = [&](std::string& field, std::string value) {
            if (field.empty()) field = std::move(value);
        };
        if (equals_ignoring_case(child.name, "name")) keep(person.name, reader.value(child));
        if (equals_ignoring_case(child.name, "email")) keep(person.email, reader.value(child));
        if (equals_ignoring_case(child.name, "uri") || equals_ignoring_case(child.name, "url") ||
            equals_ignoring_case(child.name, "homepage"))
            keep(person.uri, reader.url(child));
    });
    return person;
}

void add_person(std::vector<Person>& people, Person person) {
    if (person == Person{} || people.size() >= limits::people || std::ranges::find(people, person) != people.end())
        return;
    people.push_back(std::move(person));
}

} // namespace arna

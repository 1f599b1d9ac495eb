#include "feeds/parse/person.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::string_view blanks = " \t\r\n";

/// Something of the form "a@b".
bool is_like_address(std::string_view text) {
    const auto at = text.find('@');
    return at != npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == npos &&
           text.find_first_of(" \t\r\n()<>[],;:/\"") == npos;
}

/// The same with a domain of several parts: it is one wherever it stands.
bool is_address(std::string_view text) {
    if (!is_like_address(text)) return false;
    const auto at = text.find('@');
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

/// "Name <a@b>", "Name (a@b)", "Name [a@b]"; "a@b (Name)", where the name may have brackets itself.
std::optional<Person> with_brackets(std::string_view line) {
    constexpr std::string_view opening = "(<[";
    constexpr std::string_view closing = ")>]";
    if (line.empty() || closing.find(line.back()) == npos) return std::nullopt;
    const char bracket = opening[closing.find(line.back())];
    for (const auto open : {line.rfind(bracket), line.find(bracket)}) {
        if (open == npos) continue;
        const auto outside = trim_html_space(line.substr(0, open));
        const auto inside = trim_html_space(line.substr(open + 1, line.size() - open - 2));
        if (is_like_address(without_scheme(inside))) return made_of(outside, without_scheme(inside));
        if (is_like_address(without_scheme(outside))) return made_of(inside, without_scheme(outside));
    }
    return std::nullopt;
}

/// "a@b.c", "a@b.c, Name", "Name - a@b.c".
std::optional<Person> with_address_before_or_behind(std::string_view line) {
    constexpr std::string_view between = " \t\r\n,;:-|/";
    if (std::ranges::count(line, '@') != 1) return std::nullopt;
    const auto at = line.find('@');
    const auto before = line.substr(0, at).find_last_of(blanks);
    const auto begin = before == npos ? 0 : before + 1;
    const auto end = std::min(line.find_first_of(blanks, at), line.size());
    if (begin > 0 && end < line.size()) return std::nullopt;
    auto address = line.substr(begin, end - begin);
    while (!address.empty() && between.find(address.back()) != npos) address.remove_suffix(1);
    if (!is_address(without_scheme(address))) return std::nullopt;
    auto name = begin > 0 ? line.substr(0, begin) : line.substr(end);
    while (!name.empty() && between.find(name.front()) != npos) name.remove_prefix(1);
    while (!name.empty() && between.find(name.back()) != npos) name.remove_suffix(1);
    return made_of(name, without_scheme(address));
}

} // namespace

Person read_person(std::string_view line) {
    line = trim_html_space(line);
    if (line.ends_with("<>") || line.ends_with("()")) line = trim_html_space(line.substr(0, line.size() - 2));
    if (auto made = with_brackets(line)) return *std::move(made);
    if (auto made = with_address_before_or_behind(line)) return *std::move(made);
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
    return person == Person{} ? read_person(reader.all_text(element)) : person;
}

void add_person(Room& room, std::vector<Person>& people, Person person) {
    if (person == Person{} || people.size() >= limits::people || std::ranges::find(people, person) != people.end())
        return;
    room.add(people, std::move(person));
}

} // namespace arna

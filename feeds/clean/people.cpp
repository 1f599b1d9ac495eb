#include "feeds/clean/people.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
    const auto domain = text.substr(at + 1);
    const bool has_dot = domain.find('.', 1) != std::string_view::npos && !domain.ends_with('.');
    return has_dot &&
           std::ranges::none_of(text,
                                [](char c) {
                                    return is_html_space(c) || std::string_view("<>()[]\\,;:\"&").contains(c) ||
                                           static_cast<unsigned char>(c) < 0x20;
                                }) &&
           !domain.contains('@');
}

/// Senders that stand for nobody.
bool is_no_reply(std::string_view email) {
    return starts_with_lower(email, "noreply@") || starts_with_lower(email, "no-reply@");
}

std::string_view inside(std::string_view text, char open, char close) {
    const std::size_t start = text.find(open);
    const std::size_t end = text.rfind(close);
    if (start == std::string_view::npos || end == std::string_view::npos || end < start) return {};
    return trim_html_space(text.substr(start + 1, end - start - 1));
}

/// Takes an e-mail address out of a name.
void split_name(Person& person) {
    const std::string name = person.name;
    const auto before = [&name](char mark) {
        return trim_html_space(std::string_view(name).substr(0, name.find(mark)));
    };
    std::string_view email;
    if (is_email(name)) {
        email = name;
        person.name.clear();
    } else if (const auto bracketed = inside(name, '<', '>'); is_email(bracketed)) {
        email = bracketed;
        person.name = before('<');
    } else if (const auto first = before('('); is_email(first)) {
        email = first;
        person.name = inside(name, '(', ')');
    } else if (const auto last = inside(name, '(', ')'); is_email(last)) {
        email = last;
        person.name = before('(');
    }
    if (person.email.empty()) person.email = email;
    if (person.name.size() > 1 && person.name.front() == '"' && person.name.back() == '"') {
        person.name = person.name.substr(1, person.name.size() - 2);
    }
}

} // namespace

std::vector<Person> clean_people(std::vector<Person> people, std::string_view base) {
    std::vector<Person> cleaned;
    std::unordered_set<std::string> known;
    for (Person& person : people) {
        person.name = plain_line({.value = std::move(person.name)});
        person.email = plain_field(person.email);
        if (starts_with_lower(person.email, "mailto:")) person.email.erase(0, 7);
        if (!is_email(person.email)) person.email.clear();
        split_name(person);
        if (is_no_reply(person.email)) person.email.clear();
        person.uri = field_address(person.uri, AddressUse::link, base);
        person.avatar = field_address(person.avatar, AddressUse::media, base);
        if (person.name.empty() && person.email.empty() && person.uri.empty()) continue;
        const bool is_new = known.insert(person.name + '\n' + person.email + '\n' + person.uri).second;
        if (is_new) cleaned.push_back(std::move(person));
    }
    return cleaned;
}

} // namespace arna

#include "feeds/page/ruled/field_lists.hpp"

#include "feeds/page/field/byline.hpp"
#include "feeds/page/limits.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_label = 400; ///< bytes

} // namespace

std::vector<Person> people_of(const std::vector<std::string>& lines) {
    std::vector<Person> people;
    for (const std::string& line : lines) {
        auto named = names_in_byline(line, true);
        if (named.empty()) named.push_back({.name = line, .uri = {}});
        for (NamedAuthor& one : named) {
            const bool is_known = std::ranges::find(people, one.name, &Person::name) != people.end();
            if (!is_known && people.size() < page_limits::people)
                people.push_back({.name = std::move(one.name), .email = {}, .uri = std::move(one.uri), .avatar = {}});
        }
    }
    return people;
}

std::vector<Category> labels_of(const std::vector<std::string>& lines) {
    std::vector<Category> labels;
    for (const std::string& line : lines) {
        std::string_view term = line;
        while (term.starts_with('#') || term.starts_with(' ')) term.remove_prefix(1);
        while (term.ends_with(',') || term.ends_with(';') || term.ends_with(' ')) term.remove_suffix(1);
        if (term.empty() || term.size() > longest_label ||
            std::ranges::any_of(labels, [&](const Category& one) { return one.term == term; }))
            continue;
        labels.push_back({.term = std::string(term), .scheme = "page:rule"});
    }
    return labels;
}

} // namespace arna

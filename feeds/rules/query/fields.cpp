#include "feeds/rules/query/fields.hpp"

#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

/// In the order of Field.
constexpr std::array<std::string_view, 15> names = {"text",    "title", "summary", "content", "author",
                                                    "section", "tag",   "source",  "label",   "lang",
                                                    "domain",  "url",   "has",     "age",     "published"};

/// Whether words differ by one letter more, fewer or other, or by two exchanged.
bool is_one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    const std::string_view rest_a = a.substr(same);
    const std::string_view rest_b = b.substr(same);
    if (a.size() + 1 == b.size()) return rest_a == rest_b.substr(1);
    if (a.size() != b.size() || rest_a.empty()) return false;
    const bool is_exchanged =
        rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
    return is_exchanged || rest_a.substr(1) == rest_b.substr(1);
}

} // namespace

std::string_view field_name(Field field) { return names[static_cast<std::size_t>(field)]; }

std::optional<Field> find_field(std::string_view name) {
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Field>(found - names.begin());
}

std::string_view nearest_field(std::string_view name) {
    if (name.size() > 20) return {};
    const std::string folded = fold(name);
    const auto is_near = [&](std::string_view field) { return field == folded || is_one_slip(field, folded); };
    const auto* near = std::ranges::find_if(names, is_near);
    if (near != names.end()) return *near;
    return is_near("list") ? "list" : std::string_view();
}

bool holds_names(Field field) { return field >= Field::tag && field <= Field::has; }

bool is_compared(Field field) { return field == Field::age || field == Field::published; }

std::string with_field(Field field, std::string_view term) {
    const bool is_plain = field == Field::text || is_compared(field) || term.starts_with('#');
    return is_plain ? std::string(term) : fmt::format("{}:{}", field_name(field), term);
}

} // namespace arna

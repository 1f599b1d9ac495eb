#include "config/option/match_fields.hpp"

#include "config/option/suggest.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/words/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr auto fields = std::to_array<MatchField>({
    {"title", &MatchItem::title},
    {"summary", &MatchItem::summary},
    {"content", &MatchItem::content},
    {"lang", &MatchItem::lang},
    {"categories", &MatchItem::categories},
    {"section", &MatchItem::sections},
    {"authors", &MatchItem::authors},
    {"url", &MatchItem::url},
    {"source", &MatchItem::source},
    {"labels", &MatchItem::labels},
    {"published", &MatchItem::published},
    {"seen", &MatchItem::seen},
    {"image", &MatchItem::has_image},
    {"enclosures", &MatchItem::has_enclosure},
});

Result<void> set(std::string& field, const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return fail(Errc::bad_input, "a string is wanted");
    field = *text;
    return {};
}

/// One text may stand for a list of one.
Result<void> set(std::vector<std::string>& field, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        field = {*text};
    else if (const auto* list = std::get_if<std::vector<std::string>>(&value))
        field = *list;
    else
        return fail(Errc::bad_input, "a list of strings is wanted");
    return {};
}

Result<void> set(std::optional<Time>& field, const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    field = text != nullptr ? parse_date(*text) : std::nullopt;
    if (!field) return fail(Errc::bad_input, "a date like 2026-02-23T10:55:00+05:00 is wanted");
    return {};
}

/// Whether the item has a thing: said outright, or by naming it.
Result<void> set(bool& field, const FieldValue& value) {
    struct IsThere {
        bool operator()(bool is_there) const { return is_there; }
        bool operator()(const std::string& name) const { return !name.empty(); }
        bool operator()(const std::vector<std::string>& names_of_things) const { return !names_of_things.empty(); }
    };
    field = std::visit(IsThere{}, value);
    return {};
}

} // namespace

std::span<const MatchField> match_fields() { return fields; }

Result<void> set_match_field(MatchItem& item, std::string_view field, const FieldValue& value) {
    const auto found = std::ranges::find(fields, field, &MatchField::name);
    if (found != fields.end()) return std::visit([&](auto member) { return set(item.*member, value); }, found->member);
    std::vector<std::string_view> names;
    for (const MatchField& known : fields) names.push_back(known.name);
    return fail(Errc::bad_input, fmt::format("no field of an item{}", did_you_mean(field, names)));
}

void complete_match_item(MatchItem& item, Time now) {
    for (const std::string& section : item.sections) {
        if (std::ranges::find(item.categories, section) == item.categories.end()) item.categories.push_back(section);
    }
    if (item.lang.empty())
        item.lang = detect_language(fmt::format("{}\n{}\n{}", item.title, item.summary, item.content));
    if (!item.seen) item.seen = now;
}

} // namespace arna

#include "daemon/app/command/library/item_json.hpp"

#include "config/option/match_fields.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace arna {

namespace json = boost::json;

namespace {

/// A value of an item as set_match_field takes it; nothing for one that no field has.
std::optional<FieldValue> field_value(const json::value& value) {
    if (const bool* flag = value.if_bool()) return *flag;
    if (const json::string* text = value.if_string()) return std::string(*text);
    if (value.is_object()) return true; // an image or an author with its parts: it is there
    const json::array* list = value.if_array();
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const json::value& element : *list) {
        if (const json::string* text = element.if_string())
            texts.emplace_back(*text);
        else if (element.is_object())
            texts.push_back(json::serialize(element));
        else
            return std::nullopt;
    }
    return texts;
}

} // namespace

Result<MatchItem> read_item_json(const json::object& fields, Time now) {
    MatchItem item;
    for (const auto& [name, value] : fields) {
        if (value.is_null()) continue;
        const auto known = field_value(value);
        const auto set =
            known ? set_match_field(item, name, *known) : fail(Errc::bad_input, "a value of another type is wanted");
        if (!set) return fail(Errc::bad_input, fmt::format("{}: {}", std::string_view(name), set.error().message));
    }
    complete_match_item(item, now);
    return item;
}

} // namespace arna

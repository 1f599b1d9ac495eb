#include "daemon/app/command/library/item_json.hpp"

#include "config/option/match_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace arna {

namespace json = boost::json;

namespace {

/// An author's name; else all that an object says.
std::string name_in(const json::object& parts) {
    const json::value* name = parts.if_contains("name");
    const json::string* text = name != nullptr ? name->if_string() : nullptr;
    return text != nullptr ? std::string(*text) : json::serialize(parts);
}

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
        else if (const json::object* parts = element.if_object())
            texts.push_back(name_in(*parts));
        else
            return std::nullopt;
    }
    return texts;
}

} // namespace

Result<MatchItem> read_item_json(const json::object& fields, Time now) {
    MatchItem item;
    for (const auto& [key, value] : fields) {
        if (value.is_null()) continue;
        const std::string_view name = key;
        const auto known = field_value(value);
        auto set = set_match_field(item, name, known.value_or(true)); // of an unknown field the name is what is wrong
        if (!known && std::ranges::find(match_fields(), name, &MatchField::name) != match_fields().end())
            set = fail(Errc::bad_input, "a value of another type is wanted");
        if (!set) return fail(Errc::bad_input, fmt::format("{}: {}", name, set.error().message));
    }
    complete_match_item(item, now);
    return item;
}

} // namespace arna

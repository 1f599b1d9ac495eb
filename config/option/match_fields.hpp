#pragma once
#include "feeds/rules/item/match_item.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace arna {

/// A value of a match item, as JSON or TOML gave it. A date of TOML is its RFC 3339 text.
using FieldValue = std::variant<bool, std::string, std::vector<std::string>>;

/// A field of an item as `arna match` and `[[tag.test]]` write it.
struct MatchField {
    std::string_view name;
    std::variant<std::string MatchItem::*, std::vector<std::string> MatchItem::*, std::optional<Time> MatchItem::*,
                 bool MatchItem::*>
        member;
};

/// All of them in the order of the documentation.
[[nodiscard]] std::span<const MatchField> match_fields();

/// Sets one field. Errc::bad_input: no such field, a value of another type, a date that cannot be read; the message
/// says which type is wanted.
[[nodiscard]] Result<void> set_match_field(MatchItem& item, std::string_view field, const FieldValue& value);

/// What holds once every field is there: a section is a category too, an item without `lang` has the language that its
/// text shows, and one without `seen` is seen at `now`.
void complete_match_item(MatchItem& item, Time now);

} // namespace arna

#pragma once
#include <optional>
#include <string_view>

namespace arna {

/// What the name of a time zone in a date stands for: a fixed offset, or a zone of the tz database whose rules have
/// changed while its name did not.
struct ZoneName {
    std::string_view name; ///< lower case
    int offset = 0;        ///< minutes east of UTC, where `rules` is empty
    std::string_view rules = {};
};

/// The zone of a name in lower case: those of RFC 822 and what others write; nothing for the military letters but z,
/// which RFC 2822 §4.3 withdrew, and for other unknown ones.
[[nodiscard]] std::optional<ZoneName> zone_of_name(std::string_view name);

} // namespace arna

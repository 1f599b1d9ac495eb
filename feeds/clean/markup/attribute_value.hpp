#pragma once
#include "feeds/clean/markup/safe_address.hpp"
#include "feeds/clean/markup/sanitize_rules.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// A (decoded) attribute value as it may be written, or nothing where the attribute is refused; it views `value` or
/// `storage`, which must not hold `value`.
[[nodiscard]] std::optional<std::string_view> safe_value(ValueKind kind, std::string_view value,
                                                         const AddressOptions& options, std::string& storage);

} // namespace arna

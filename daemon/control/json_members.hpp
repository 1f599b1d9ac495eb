#pragma once
#include <boost/json/object.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Members of a JSON object that somebody else wrote: one of another type counts as not there.
namespace arna {

/// Empty where there is no text of that name.
[[nodiscard]] inline std::string text_of(const boost::json::object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

/// A whole number, however it is written.
[[nodiscard]] inline std::optional<std::int64_t> number_of(const boost::json::object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    if (found == nullptr || !found->is_number()) return std::nullopt;
    boost::system::error_code inexact;
    const auto number = found->to_number<std::int64_t>(inexact);
    return inexact ? std::nullopt : std::optional(number);
}

/// 0 where there is no whole number of that name, or a negative one.
[[nodiscard]] inline std::size_t count_of(const boost::json::object& object, std::string_view key) {
    return static_cast<std::size_t>(std::max(number_of(object, key).value_or(0), std::int64_t{0}));
}

/// False where it is not there.
[[nodiscard]] inline bool is_true(const boost::json::object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

} // namespace arna

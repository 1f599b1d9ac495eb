#pragma once
#include "feeds/html/select/program.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace arna {

enum class XpathFunction : std::uint8_t {
    last,
    position,
    count,
    id,
    local_name,
    namespace_uri,
    name,
    string,
    concat,
    starts_with,
    contains,
    substring_before,
    substring_after,
    substring,
    string_length,
    normalize_space,
    translate,
    boolean,
    not_,
    true_,
    false_,
    lang,
    number,
    sum,
    floor,
    ceiling,
    round,
};

/// A function of the core library (XPath 1.0 §4).
struct XpathFunctionRow {
    std::string_view name;
    XpathFunction function;
    XpathType result;
    std::uint8_t least, most; ///< arguments
    bool takes_nodes = false; ///< an argument must be a node-set
};

[[nodiscard]] std::span<const XpathFunctionRow> xpath_functions();

} // namespace arna

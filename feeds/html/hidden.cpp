#include "feeds/html/hidden.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace arna {

bool hides_element(std::string_view style) {
    if (!contains_lower(style, "display")) return false;
    std::string squeezed;
    for (const char c : decode_char_refs(style, CharRefPlace::attribute)) {
        if (!is_html_space(c)) squeezed += ascii_lower(c);
    }
    return squeezed.find("display:none") != std::string::npos;
}

bool is_hidden(std::span<const Attribute> attributes) {
    return std::ranges::any_of(attributes, [](const Attribute& attribute) {
        if (equals_lower(attribute.name, "hidden")) return true;
        return equals_lower(attribute.name, "style") && hides_element(attribute.value);
    });
}

bool is_dot(std::span<const Attribute> attributes) {
    return std::ranges::all_of(std::to_array<std::string_view>({"width", "height"}), [&](std::string_view name) {
        const std::string size = decoded_attribute(attributes, name);
        return size == "0" || size == "1" || size == "0px" || size == "1px";
    });
}

} // namespace arna

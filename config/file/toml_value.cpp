#include "config/file/toml_value.hpp"

namespace arna {

std::string_view kind_of(const TomlValue& value) {
    struct Kind {
        std::string_view operator()(bool) const { return "true or false"; }
        std::string_view operator()(std::int64_t) const { return "a whole number"; }
        std::string_view operator()(double) const { return "a number with a fraction"; }
        std::string_view operator()(const std::string&) const { return "a string"; }
        std::string_view operator()(const TomlDate&) const { return "a date"; }
        std::string_view operator()(const TomlList&) const { return "a list"; }
        std::string_view operator()(const TomlTable&) const { return "a table"; }
    };
    return std::visit(Kind{}, value.data);
}

} // namespace arna

#pragma once
#include "config/config.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A TOML document as the rest of config/ sees it: plain values with their places, keys in the order of the text.
namespace arna {

struct TomlMember;
struct TomlValue;

/// A date or time; its text is RFC 3339, or the part of it that was given.
struct TomlDate {
    std::string text;
};

using TomlList = std::vector<TomlValue>;
using TomlTable = std::vector<TomlMember>;

struct TomlValue {
    std::variant<bool, std::int64_t, double, std::string, TomlDate, TomlList, TomlTable> data;
    Place place;

    template <class T>
    [[nodiscard]] const T* get_if() const {
        return std::get_if<T>(&data);
    }
};

struct TomlMember {
    std::string key;
    Place place;
    TomlValue value;
};

/// What a value is, for a message: "a string", "a list".
[[nodiscard]] std::string_view kind_of(const TomlValue& value);

} // namespace arna

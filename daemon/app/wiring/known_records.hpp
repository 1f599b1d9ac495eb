#pragma once
#include "config/config.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

/// What the store calls what is configured.
namespace arna {

/// The name that the store knows an edition by. No tag is called so: names have no control characters.
[[nodiscard]] inline std::string edition_name(const TagConfig& tag, const std::string& language) {
    return tag.name + '\x1F' + language;
}

[[nodiscard]] inline std::string edition_slug(const TagConfig& tag, const std::string& language) {
    return tag.slug + '.' + language;
}

/// Finds records of the store by name.
template <class Record>
[[nodiscard]] std::unordered_map<std::string_view, const Record*> by_name(std::span<const Record> records) {
    std::unordered_map<std::string_view, const Record*> index;
    for (const Record& record : records) index.emplace(record.name, &record);
    return index;
}

} // namespace arna

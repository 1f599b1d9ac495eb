#include "config/file/environment_tables.hpp"

#include "config/file/toml_document.hpp"
#include "config/option/option_table.hpp"
#include "config/option/suggest.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace arna {
namespace {

constexpr std::string_view prefix = "ARNA_";
constexpr std::string_view own_variable = "ARNA_CONFIG"; // names the file itself

/// A key that a variable may set.
struct Target {
    std::string variable;
    std::vector<std::string> path; ///< {"daemon", "log", "level"}
    std::string type;              ///< OptionRow::type
};

/// "log.level" is two keys.
std::vector<std::string> split_key(std::string_view key) {
    std::vector<std::string> parts;
    for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
        parts.emplace_back(key.substr(0, dot));
        key.remove_prefix(dot + 1);
    }
    parts.emplace_back(key);
    return parts;
}

std::string variable_of(const std::vector<std::string>& path) {
    std::string name = fmt::format("{}", fmt::join(path, "__"));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return std::string(prefix) + name;
}

/// Every key of a table that stands once; of [[source]] and [[tag]] what their defaults have.
std::vector<Target> targets() {
    std::vector<Target> all;
    for (const OptionRow& row : option_rows()) {
        std::vector<std::string> path;
        if (row.table == "[[source]]")
            path = {"defaults", "source"};
        else if (row.table == "[[tag]]")
            path = {"defaults", "tag"};
        else
            path = {row.table.substr(1, row.table.size() - 2)};
        if (path.size() == 2 && row.is_individual) continue;
        for (std::string& part : split_key(row.key)) path.push_back(std::move(part));
        std::string variable = variable_of(path);
        all.push_back({std::move(variable), std::move(path), row.type});
    }
    return all;
}

void move_to(TomlValue& value, Place place) {
    value.place = place;
    if (auto* list = std::get_if<TomlList>(&value.data)) {
        for (TomlValue& element : *list) move_to(element, place);
    } else if (auto* table = std::get_if<TomlTable>(&value.data)) {
        for (TomlMember& member : *table) {
            member.place = place;
            move_to(member.value, place);
        }
    }
}

TomlValue read_value(const std::string& text, const Target& target, Place place) {
    const bool is_text = target.type == "string" || target.type == "path";
    TomlValue value{.data = repair_utf8(text), .place = place};
    if (auto parsed = parse_toml("value = " + text, 0); parsed && parsed->size() == 1) {
        if (!is_text || parsed->front().value.get_if<std::string>() != nullptr)
            value = std::move(parsed->front().value);
    }
    if (target.type == "list of strings" && value.get_if<std::string>() != nullptr) {
        value = {.data = TomlList{std::move(value)}, .place = place};
    }
    move_to(value, place);
    return value;
}

TomlTable nested(const std::vector<std::string>& path, TomlValue value, Place place) {
    TomlTable table;
    for (auto part = path.rbegin(); part != path.rend(); ++part) {
        TomlTable outer;
        outer.push_back({.key = *part, .place = place, .value = std::move(value)});
        table = std::move(outer);
        if (std::next(part) != path.rend()) value = {.data = std::move(table), .place = place};
    }
    return table;
}

} // namespace

EnvironmentTables environment_tables(const Environment& environment, std::uint32_t first_file) {
    EnvironmentTables found;
    const std::vector<Target> known = targets();
    std::vector<std::string_view> names;
    for (const Target& target : known) names.emplace_back(target.variable);
    for (const auto& [variable, text] : environment.all()) {
        if (!variable.starts_with(prefix) || variable == own_variable) continue;
        const auto target = std::ranges::find(known, variable, &Target::variable);
        if (target == known.end()) {
            found.unknown.emplace_back(variable,
                                       fmt::format("no key of the configuration{}", did_you_mean(variable, names)));
            continue;
        }
        const Place place{.file = first_file + static_cast<std::uint32_t>(found.settings.size())};
        found.settings.push_back({variable, nested(target->path, read_value(text, *target, place), place)});
    }
    return found;
}

} // namespace arna

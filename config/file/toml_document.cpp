#include "config/file/toml_document.hpp"

#include "config/file/text_lines.hpp"
#include "config/file/toml_bounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <sstream>
#include <utility>

// Bounds the depth of its recursion; no value of the configuration is nested deeper than 4.
#define TOML_MAX_NESTED_VALUES 16
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace arna {
namespace {

/// Takes what toml++ made apart, so that at no time all of it is there twice.
class Converter {
public:
    explicit Converter(std::uint32_t file) : file_(file) {}

    [[nodiscard]] TomlTable table(toml::table& source) const {
        TomlTable members;
        members.reserve(source.size());
        while (!source.empty()) {
            const auto first = source.begin();
            members.push_back({std::string(first->first.str()), place(first->first.source()), value(first->second)});
            source.erase(first);
        }
        // toml++ sorts by name; messages and headers follow the text.
        std::ranges::sort(members, {}, [](const TomlMember& m) { return std::pair(m.place.line, m.place.column); });
        return members;
    }

private:
    [[nodiscard]] Place place(const toml::source_region& region) const {
        return {.file = file_, .line = region.begin.line, .column = region.begin.column};
    }

    [[nodiscard]] TomlValue value(toml::node& node) const {
        TomlValue result{.data = false, .place = place(node.source())};
        if (const auto* truth = node.as_boolean())
            result.data = truth->get();
        else if (const auto* number = node.as_integer())
            result.data = number->get();
        else if (const auto* fraction = node.as_floating_point())
            result.data = fraction->get();
        else if (auto* text = node.as_string())
            result.data = std::move(text->get());
        else if (auto* array = node.as_array())
            result.data = list(*array);
        else if (auto* members = node.as_table())
            result.data = table(*members);
        else
            result.data = TomlDate{date_text(node)};
        return result;
    }

    [[nodiscard]] TomlList list(toml::array& array) const {
        TomlList values;
        values.reserve(array.size());
        for (toml::node& element : array) values.push_back(value(element));
        array.clear();
        return values;
    }

    static std::string date_text(const toml::node& node) {
        std::ostringstream text;
        if (const auto* moment = node.as_date_time())
            text << moment->get();
        else if (const auto* day = node.as_date())
            text << day->get();
        else if (const auto* time = node.as_time())
            text << time->get();
        return std::move(text).str();
    }

    std::uint32_t file_;
};

/// What toml++ says, and what it means to the one who wrote the file. "{}" is the last thing that it has in quotes.
struct Explanation {
    std::string_view part;
    std::string_view meaning;
};
constexpr auto explanations = std::to_array<Explanation>({
    {"unescaped control characters",
     "a string does not end on its line; close it, or write it between ''' to span lines"},
    {"cannot redefine existing", "{} stands twice; keep one of them"},
    {"cannot insert", "{} was given a value above, it is no table; keep one of them"},
    {"expected keys, tables", "a key or a [table] should stand here, not {}; put other letters than a-z in quotes"},
    {"expected bare key starting", "a key should stand here, not {}; put other letters than a-z in quotes"},
    {"maximum nested value depth", "values are nested too deeply; there is no such key"},
    {"could not determine value type", "this is no value; put texts in quotes"},
    {"integer: expected digit, saw", "a number ends with {}; put a text like \"15m\" in quotes"},
    {"boolean: expected", "this is no value; write true or false, and put texts in quotes"},
    {"encountered end-of-file", "the file ends too early; close the string, list or table that is open here"},
});

/// The last thing in quotes, with them: "'daemon'".
std::string_view last_quoted(std::string_view text) {
    const auto end = text.rfind('\'');
    if (end == 0 || end == std::string_view::npos) return {};
    const auto begin = text.rfind('\'', end - 1);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

/// A clause that also says what to do, where we know. toml++ says "Error while parsing string: …".
std::string explain(std::string_view description) {
    constexpr std::string_view opening = "Error while parsing ";
    if (description.starts_with(opening)) description.remove_prefix(opening.size());
    const auto is_said = [&](const Explanation& known) {
        return description.find(known.part) != std::string_view::npos;
    };
    const auto known = std::ranges::find_if(explanations, is_said);
    if (known == explanations.end()) return fmt::format("broken TOML in {}", description);
    return fmt::format(fmt::runtime(known->meaning), last_quoted(description));
}

/// toml++ points behind a key that stands twice; its line begins with it.
Place begin_of_line(std::string_view text, Place place) {
    const std::string_view line = TextLines(text).from(place.line);
    const std::size_t blanks = std::min(line.find_first_not_of(" \t["), line.size());
    return {.file = place.file, .line = place.line, .column = static_cast<std::uint32_t>(blanks + 1)};
}

} // namespace

std::expected<TomlTable, TomlError> parse_toml(std::string_view text, std::uint32_t file) {
    if (auto excess = find_excess(text, file)) return std::unexpected(std::move(*excess));
    toml::parse_result parsed = toml::parse(text);
    if (parsed) return Converter(file).table(parsed.table());
    const toml::parse_error& error = parsed.error();
    const auto begin = error.source().begin;
    const Place place{.file = file, .line = begin.line, .column = begin.column};
    const bool stands_twice = error.description().find("cannot redefine") != std::string_view::npos;
    return std::unexpected(TomlError{stands_twice ? begin_of_line(text, place) : place, explain(error.description())});
}

} // namespace arna

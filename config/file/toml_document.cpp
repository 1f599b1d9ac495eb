#include "config/file/toml_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <sstream>
#include <utility>

// Bounds the depth of its recursion; no value of the configuration is nested deeper than 4.
#define TOML_MAX_NESTED_VALUES 16
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace arna {
namespace {

constexpr std::size_t most_key_parts = 128;

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

Place place_at(std::string_view text, std::size_t offset, std::uint32_t file) {
    Place place{.file = file, .line = 1, .column = 1};
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++place.column;
        }
    }
    return place;
}

/// Where a dotted key, or what looks like one, has more parts than we allow. toml++ makes and destroys a table for each by
/// recursion, so it must not see it. In a string this is no key, but no string holds such a thing either: a domain has
/// no more labels.
std::optional<std::size_t> overlong_key(std::string_view text) {
    std::size_t parts = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.') {
            if (++parts > most_key_parts) return i;
        } else if (!is_key_character(c) && c != '"' && c != '\'' && c != ' ' && c != '\t') {
            parts = 0;
        }
    }
    return std::nullopt;
}

class Converter {
public:
    explicit Converter(std::uint32_t file) : file_(file) {}

    TomlTable table(const toml::table& source) const {
        TomlTable members;
        members.reserve(source.size());
        for (const auto& [key, node] : source) {
            members.push_back({std::string(key.str()), place(key.source()), value(node)});
        }
        // toml++ sorts by name; messages and headers follow the text.
        std::ranges::sort(members, {}, [](const TomlMember& m) { return std::pair(m.place.line, m.place.column); });
        return members;
    }

private:
    [[nodiscard]] Place place(const toml::source_region& region) const {
        return {.file = file_, .line = region.begin.line, .column = region.begin.column};
    }

    [[nodiscard]] TomlValue value(const toml::node& node) const {
        TomlValue result{.data = false, .place = place(node.source())};
        if (const auto* truth = node.as_boolean())
            result.data = truth->get();
        else if (const auto* number = node.as_integer())
            result.data = number->get();
        else if (const auto* fraction = node.as_floating_point())
            result.data = fraction->get();
        else if (const auto* text = node.as_string())
            result.data = text->get();
        else if (const auto* array = node.as_array())
            result.data = list(*array);
        else if (const auto* members = node.as_table())
            result.data = table(*members);
        else
            result.data = TomlDate{date_text(node)};
        return result;
    }

    [[nodiscard]] TomlList list(const toml::array& array) const {
        TomlList values;
        values.reserve(array.size());
        for (const toml::node& element : array) values.push_back(value(element));
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
    std::size_t start = 0;
    for (std::uint32_t line = 1; line < place.line; ++line) start = text.find('\n', start) + 1;
    const std::size_t first = text.find_first_not_of(" \t[", start);
    return place_at(text, std::min(first, text.size()), place.file);
}

} // namespace

std::expected<TomlTable, TomlError> parse_toml(std::string_view text, std::uint32_t file) {
    if (const auto offset = overlong_key(text)) {
        return std::unexpected(
            TomlError{place_at(text, *offset, file),
                      fmt::format("a key of more than {} parts; there is no such key", most_key_parts)});
    }
    const toml::parse_result parsed = toml::parse(text);
    if (parsed) return Converter(file).table(parsed.table());
    const toml::parse_error& error = parsed.error();
    const auto begin = error.source().begin;
    const Place place{.file = file, .line = begin.line, .column = begin.column};
    const bool stands_twice = error.description().find("cannot redefine") != std::string_view::npos;
    return std::unexpected(TomlError{stands_twice ? begin_of_line(text, place) : place, explain(error.description())});
}

} // namespace arna

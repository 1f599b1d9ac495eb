#include "config/option/header_lines.hpp"

#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arna {
namespace {

std::string_view trimmed(std::string_view text) {
    return trim(text, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

} // namespace

Result<TomlTable> parse_header_lines(std::string_view text, Place place) {
    TomlTable headers;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
        if (trimmed(line).empty()) continue;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) {
            return fail(Errc::bad_input, fmt::format("has no colon in line {}; write \"Name: value\" lines", number));
        }
        headers.push_back({.key = std::string(trimmed(line.substr(0, colon))),
                           .place = place,
                           .value = {.data = std::string(trimmed(line.substr(colon + 1))), .place = place}});
    }
    return headers;
}

void set_header(std::vector<std::pair<std::string, std::string>>& headers, const std::string& name,
                const std::string& value) {
    const auto found =
        std::ranges::find_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
    if (found == headers.end())
        headers.emplace_back(name, value);
    else
        *found = {name, value};
}

} // namespace arna

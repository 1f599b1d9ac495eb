#pragma once
#include "config/file/toml_value.hpp"
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// `Name: value` lines, as a `headers_file` holds them, as a table whose members all stand at `place`. Empty lines do
/// not count. Errc::bad_input: a line without a colon; the message says which, and nothing of it.
[[nodiscard]] Result<TomlTable> parse_header_lines(std::string_view text, Place place);

/// Sets a header field; names are compared without case.
void set_header(std::vector<std::pair<std::string, std::string>>& headers, const std::string& name,
                const std::string& value);

} // namespace arna

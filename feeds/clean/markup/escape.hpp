#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Appends raw text as markup that means the same: `<`, `>` and `&` escaped, references decoded where it has them (but
/// those for these three), CR and CR LF as LF. `raw` is of characters of texts; references to others vanish.
void append_escaped_text(std::string& out, std::string_view raw, bool has_references);

/// Appends ` name="value"`; `value` is decoded, and what is no character of a text in it is left out.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

/// Appends `<name attributes>`; the attributes are markup as append_attribute() makes it.
void append_start_tag(std::string& out, std::string_view name, std::string_view attributes);

void append_end_tag(std::string& out, std::string_view name);

/// Whether raw text holds anything that can be seen: other than blanks, no-break and zero-width ones included.
[[nodiscard]] bool can_be_seen(std::string_view raw);

} // namespace arna

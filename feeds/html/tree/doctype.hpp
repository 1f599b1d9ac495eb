#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// What a doctype says (HTML §13.2.5.53 and the following).
struct HtmlDoctype {
    std::string name;
    std::optional<std::string> public_id;
    std::optional<std::string> system_id;
    bool forces_quirks = false; ///< it is malformed
};

/// Reads what stands between "<!DOCTYPE" and its ">"; `is_cut`: the end of the input came before the ">".
[[nodiscard]] HtmlDoctype read_html_doctype(std::string_view text, bool is_cut);

/// Whether a page that begins with it is in quirks mode (HTML §13.2.6.4.1).
[[nodiscard]] bool is_quirky(const HtmlDoctype& doctype);

} // namespace arna

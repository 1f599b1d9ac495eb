#pragma once
#include "feeds/model/safe_html.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Rises whenever the same input would give other output: what is stored with an older one is cleaned again.
inline constexpr int sanitizer_version = 3;

struct SanitizeOptions {
    std::string_view base;       ///< for relative URLs; empty: they are kept as they are
    bool drop_relative = false;  ///< attributes whose URL is still relative are dropped, their element's text kept
    bool strip_tracking = false; ///< remove tracking parameters from links
    bool is_xml = false;         ///< XHTML: "<p/>" is an empty paragraph, not the start of one
    bool as_written = false;     ///< safe, but not made readable: see below
};

/// Makes hostile markup safe: only the elements, attributes and schemes of sanitize_rules.hpp, decided on decoded
/// values, balanced and legally nested, escaped again; nothing that runs or frames. Never fails; sanitising twice
/// changes nothing.
///
/// `as_written` is for looking at what a source wrote, not for publishing it: elements without visible content stay,
/// images without an address too; items outside a list and parts of a table outside one stay as they are (browsers
/// ignore the tags of the latter); the texts of titles, drawings and frames stay, and nothing is written that the
/// source did not say: frames of unknown hosts do not become links.
[[nodiscard]] SafeHtml sanitize(std::string_view html, const SanitizeOptions& options = {});

} // namespace arna

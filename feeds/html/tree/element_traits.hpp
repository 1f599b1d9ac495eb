#pragma once
#include "feeds/html/tree/html_tag.hpp"

#include <cstdint>

namespace arna {

/// What a start tag does in the body (HTML §13.2.6.4.7).
enum class BodyStart : std::uint8_t {
    ordinary,
    html,
    head_content, ///< link, meta, script …: as in the head
    body,
    frameset,
    block, ///< closes a paragraph
    heading,
    preformatted, ///< pre, listing
    form,
    list_item,
    description_item, ///< dd, dt
    plaintext,
    button,
    anchor,
    formatting, ///< b, i, font …
    nobr,
    object, ///< applet, marquee, object
    table,
    inline_void, ///< br, img …
    input,
    plain_void, ///< param, source, track
    rule,       ///< hr
    image,      ///< means img
    textarea,
    xmp,
    iframe,
    noembed,
    select,
    option,
    optgroup,
    ruby_base, ///< rb, rtc
    ruby_text, ///< rp, rt
    math,
    svg,
    ignored, ///< parts of tables, frames and the head
};

/// What an end tag does in the body.
enum class BodyEnd : std::uint8_t {
    ordinary,
    template_,
    body,
    html,
    block,
    form,
    paragraph,
    list_item,
    description_item,
    heading,
    formatting, ///< runs the adoption agency
    object,
    line_break, ///< br
};

/// What tree construction asks about an HTML element, by its name.
struct ElementTraits {
    BodyStart start = BodyStart::ordinary;
    BodyEnd end = BodyEnd::ordinary;
    bool is_special = false;
    bool ends_scope = false;                 ///< elements above it are not in scope
    bool is_implied_end = false;             ///< its end tag may be left out
    bool is_implied_end_in_template = false; ///< the same at the end of a template
    bool is_table_part = false;              ///< caption, col, colgroup, tbody, td, tfoot, th, thead, tr
    bool leaves_foreign = false;             ///< its start tag ends SVG and MathML
};

[[nodiscard]] const ElementTraits& traits_of(HtmlTag tag);

} // namespace arna

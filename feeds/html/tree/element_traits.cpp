#include "feeds/html/tree/element_traits.hpp"

#include <array>
#include <initializer_list>

namespace arna {
namespace {

using enum HtmlTag;
using Tags = std::initializer_list<HtmlTag>;
using Table = std::array<ElementTraits, static_cast<std::size_t>(first_unlisted) + 1>;

constexpr void set_start(Table& table, BodyStart start, Tags tags) {
    for (const HtmlTag tag : tags) table[static_cast<std::size_t>(tag)].start = start;
}

constexpr void set_end(Table& table, BodyEnd end, Tags tags) {
    for (const HtmlTag tag : tags) table[static_cast<std::size_t>(tag)].end = end;
}

constexpr void set_flag(Table& table, bool ElementTraits::* flag, Tags tags) {
    for (const HtmlTag tag : tags) table[static_cast<std::size_t>(tag)].*flag = true;
}

constexpr void set_starts(Table& t) {
    set_start(t, BodyStart::html, {html});
    set_start(t, BodyStart::head_content,
              {base, basefont, bgsound, link, meta, noframes, script, style, template_, title});
    set_start(t, BodyStart::body, {body});
    set_start(t, BodyStart::frameset, {frameset});
    set_start(t, BodyStart::block, {address, article,  aside,      blockquote, center,  details, dialog, dir,   div,
                                    dl,      fieldset, figcaption, figure,     footer,  header,  hgroup, main_, menu,
                                    nav,     ol,       p,          search,     section, summary, ul});
    set_start(t, BodyStart::heading, {h1, h2, h3, h4, h5, h6});
    set_start(t, BodyStart::preformatted, {pre, listing});
    set_start(t, BodyStart::form, {form});
    set_start(t, BodyStart::list_item, {li});
    set_start(t, BodyStart::description_item, {dd, dt});
    set_start(t, BodyStart::plaintext, {plaintext});
    set_start(t, BodyStart::button, {button});
    set_start(t, BodyStart::anchor, {a});
    set_start(t, BodyStart::formatting, {b, big, code, em, font, i, s, small, strike, strong, tt, u});
    set_start(t, BodyStart::nobr, {nobr});
    set_start(t, BodyStart::object, {applet, marquee, object});
    set_start(t, BodyStart::table, {table});
    set_start(t, BodyStart::inline_void, {area, br, embed, img, keygen, wbr});
    set_start(t, BodyStart::input, {input});
    set_start(t, BodyStart::plain_void, {param, source, track});
    set_start(t, BodyStart::rule, {hr});
    set_start(t, BodyStart::image, {image});
    set_start(t, BodyStart::textarea, {textarea});
    set_start(t, BodyStart::xmp, {xmp});
    set_start(t, BodyStart::iframe, {iframe});
    set_start(t, BodyStart::noembed, {noembed});
    set_start(t, BodyStart::select, {select});
    set_start(t, BodyStart::option, {option});
    set_start(t, BodyStart::optgroup, {optgroup});
    set_start(t, BodyStart::ruby_base, {rb, rtc});
    set_start(t, BodyStart::ruby_text, {rp, rt});
    set_start(t, BodyStart::math, {math});
    set_start(t, BodyStart::svg, {svg});
    set_start(t, BodyStart::ignored, {caption, col, colgroup, frame, head, tbody, td, tfoot, th, thead, tr});
}

constexpr void set_ends(Table& t) {
    set_end(t, BodyEnd::template_, {template_});
    set_end(t, BodyEnd::body, {body});
    set_end(t, BodyEnd::html, {html});
    set_end(t, BodyEnd::block,
            {address, article,  aside,      blockquote, button,  center, details, dialog,  dir,   div,
             dl,      fieldset, figcaption, figure,     footer,  header, hgroup,  listing, main_, menu,
             nav,     ol,       pre,        search,     section, select, summary, ul});
    set_end(t, BodyEnd::form, {form});
    set_end(t, BodyEnd::paragraph, {p});
    set_end(t, BodyEnd::list_item, {li});
    set_end(t, BodyEnd::description_item, {dd, dt});
    set_end(t, BodyEnd::heading, {h1, h2, h3, h4, h5, h6});
    set_end(t, BodyEnd::formatting, {a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u});
    set_end(t, BodyEnd::object, {applet, marquee, object});
    set_end(t, BodyEnd::line_break, {br});
}

constexpr void set_flags(Table& t) {
    set_flag(t, &ElementTraits::is_special,
             {address,   applet, area,      article,  aside,      base,     basefont, bgsound, blockquote, body,
              br,        button, caption,   center,   col,        colgroup, dd,       details, dir,        div,
              dl,        dt,     embed,     fieldset, figcaption, figure,   footer,   form,    frame,      frameset,
              h1,        h2,     h3,        h4,       h5,         h6,       head,     header,  hgroup,     hr,
              html,      iframe, img,       input,    keygen,     li,       link,     listing, main_,      marquee,
              menu,      meta,   nav,       noembed,  noframes,   noscript, object,   ol,      p,          param,
              plaintext, pre,    script,    search,   section,    select,   source,   style,   summary,    table,
              tbody,     td,     template_, textarea, tfoot,      th,       thead,    title,   tr,         track,
              ul,        wbr,    xmp});
    set_flag(t, &ElementTraits::ends_scope, {applet, caption, html, table, td, th, marquee, object, select, template_});
    set_flag(t, &ElementTraits::is_implied_end, {dd, dt, li, optgroup, option, p, rb, rp, rt, rtc});
    set_flag(t, &ElementTraits::is_implied_end_in_template,
             {dd, dt, li, optgroup, option, p, rb, rp, rt, rtc, caption, colgroup, tbody, td, tfoot, th, thead, tr});
    set_flag(t, &ElementTraits::is_table_part, {caption, col, colgroup, tbody, td, tfoot, th, thead, tr});
    set_flag(t, &ElementTraits::leaves_foreign,
             {b,   big,  blockquote, body,  br,   center, code,   dd,  div, dl,      dt,   em,   embed, h1, h2,
              h3,  h4,   h5,         h6,    head, hr,     i,      img, li,  listing, menu, meta, nobr,  ol, p,
              pre, ruby, s,          small, span, strong, strike, sub, sup, table,   tt,   u,    ul,    var});
}

consteval Table make_table() {
    Table table{};
    set_starts(table);
    set_ends(table);
    set_flags(table);
    return table;
}

constexpr Table traits = make_table();

} // namespace

const ElementTraits& traits_of(HtmlTag tag) {
    // All unlisted names share the last row.
    return traits[tag < first_unlisted ? static_cast<std::size_t>(tag) : traits.size() - 1];
}

} // namespace arna

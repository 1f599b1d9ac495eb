#pragma once
#include "feeds/html/name_table.hpp"
#include "feeds/text/url/link_schemes.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// What the sanitiser lets through: the one list of elements and attributes. docs/html.md prints it, and a test checks
/// that.
namespace arna {

/// What an element is, as far as nesting goes.
enum class Role : std::uint8_t {
    // Inline: never around a block in the output.
    text_level, ///< ends with the block that it began in
    formatting, ///< goes on after that, as browsers do with <b> that nobody closes; never twice around a text
    link,       ///< never in another link
    ruby,       ///< likewise
    ruby_text,  ///< only in ruby
    // Blocks: end a paragraph.
    paragraph,
    division, ///< does not keep an <li> or <dd> inside from ending the item around it
    block,
    heading, ///< ends another heading
    preformatted,
    list,
    list_item,
    description_list,
    description,
    // Tables.
    table,
    caption,
    column_group,
    column,
    row_group,
    row,
    cell,
    // Media.
    media,   ///< audio and video: around blocks, yet within a paragraph
    source,  ///< only in media and picture
    track,   ///< only in media
    picture, ///< only around an image
    image,
    // Without content.
    line_break,
    word_break,
    rule,
    // Not written.
    embed,    ///< becomes a link
    noscript, ///< gives the image that scripts would have loaded
    literal,  ///< its text is no markup, and shown
    dropped,  ///< goes with all that is in it
};

enum class AttributeName : std::uint8_t {
    alt,
    cite,
    classes,
    colspan,
    controls,
    datetime,
    dir,
    scope,
    height,
    hidden,
    href,
    hreflang,
    kind,
    label,
    lang,
    media,
    open,
    poster,
    preload,
    reversed,
    rowspan,
    sizes,
    span,
    src,
    srclang,
    srcset,
    start,
    title,
    type,
    value,
    width,
    xml_lang,
};

/// What an attribute's decoded value must be to be written.
enum class ValueKind : std::uint8_t {
    text,       ///< anything
    link,       ///< an address with a scheme of link_schemes
    media,      ///< an http or https address
    picture,    ///< that, or a small data: picture
    pictures,   ///< a srcset; each candidate is judged alone
    number,     ///< digits, perhaps a sign; "640px" is 640
    length,     ///< the same with '%'
    flag,       ///< written without a value
    word,       ///< letters, digits, '-', '/', '+', '.', ';', '=', ':' and blanks
    language,   ///< a language tag
    direction,  ///< ltr, rtl, auto
    code_class, ///< those of its words that name a programming language
    preload,    ///< none: sound and film are loaded when somebody plays them
};

using AttributeSet = std::uint32_t;

template <class... Names>
constexpr AttributeSet attributes(Names... names) {
    return (AttributeSet{0} | ... | (AttributeSet{1} << static_cast<unsigned>(names)));
}

struct AttributeRule {
    std::string_view name;
    AttributeName id;
    ValueKind kind;
    std::string_view written = name;
};

struct ElementRule {
    std::string_view name;
    Role role;
    std::string_view written = name; ///< empty: only its content stays
    AttributeSet attributes = 0;     ///< besides the global ones
    std::string_view only_in = {};   ///< the element that must be open around it; elsewhere it is written as div
};

inline constexpr NameTable attribute_rules(std::to_array<AttributeRule>({
    {"alt", AttributeName::alt, ValueKind::text},
    {"cite", AttributeName::cite, ValueKind::link},
    {"class", AttributeName::classes, ValueKind::code_class},
    {"colspan", AttributeName::colspan, ValueKind::number},
    {"controls", AttributeName::controls, ValueKind::flag},
    {"datetime", AttributeName::datetime, ValueKind::word},
    {"dir", AttributeName::dir, ValueKind::direction},
    {"height", AttributeName::height, ValueKind::length},
    {"hidden", AttributeName::hidden, ValueKind::flag},
    {"href", AttributeName::href, ValueKind::link},
    {"hreflang", AttributeName::hreflang, ValueKind::language},
    {"kind", AttributeName::kind, ValueKind::word},
    {"label", AttributeName::label, ValueKind::text},
    {"lang", AttributeName::lang, ValueKind::language},
    {"media", AttributeName::media, ValueKind::text},
    {"open", AttributeName::open, ValueKind::flag},
    {"poster", AttributeName::poster, ValueKind::picture},
    {"preload", AttributeName::preload, ValueKind::preload},
    {"reversed", AttributeName::reversed, ValueKind::flag},
    {"rowspan", AttributeName::rowspan, ValueKind::number},
    {"scope", AttributeName::scope, ValueKind::word},
    {"sizes", AttributeName::sizes, ValueKind::text},
    {"span", AttributeName::span, ValueKind::number},
    {"src", AttributeName::src, ValueKind::media},
    {"srclang", AttributeName::srclang, ValueKind::language},
    {"srcset", AttributeName::srcset, ValueKind::pictures},
    {"start", AttributeName::start, ValueKind::number},
    {"title", AttributeName::title, ValueKind::text},
    {"type", AttributeName::type, ValueKind::word},
    {"value", AttributeName::value, ValueKind::number},
    {"width", AttributeName::width, ValueKind::length},
    {"xml:lang", AttributeName::xml_lang, ValueKind::language, "lang"},
}));

/// On every element.
inline constexpr AttributeSet global_attributes = attributes(
    AttributeName::dir, AttributeName::hidden, AttributeName::lang, AttributeName::title, AttributeName::xml_lang);

inline constexpr NameTable element_rules(std::to_array<ElementRule>({
    {"a", Role::link, "a", attributes(AttributeName::href, AttributeName::hreflang)},
    {"abbr", Role::text_level},
    {"acronym", Role::text_level, "abbr"},
    {"address", Role::division},
    {"amp-img", Role::image, "img",
     attributes(AttributeName::alt, AttributeName::height, AttributeName::sizes, AttributeName::src,
                AttributeName::srcset, AttributeName::width)},
    {"annotation", Role::dropped, ""},
    {"annotation-xml", Role::dropped, ""},
    {"article", Role::block},
    {"aside", Role::block},
    {"audio", Role::media, "audio", attributes(AttributeName::controls, AttributeName::preload, AttributeName::src)},
    {"b", Role::formatting},
    {"bdi", Role::text_level},
    {"bdo", Role::text_level},
    {"big", Role::text_level, ""},
    {"blockquote", Role::block, "blockquote", attributes(AttributeName::cite)},
    {"br", Role::line_break},
    {"caption", Role::caption},
    {"center", Role::division, "div"},
    {"cite", Role::text_level},
    {"code", Role::formatting, "code", attributes(AttributeName::classes)},
    {"col", Role::column, "col", attributes(AttributeName::span)},
    {"colgroup", Role::column_group, "colgroup", attributes(AttributeName::span)},
    {"dd", Role::description},
    {"del", Role::text_level, "del", attributes(AttributeName::cite, AttributeName::datetime)},
    {"details", Role::block, "details", attributes(AttributeName::open)},
    {"dfn", Role::text_level},
    {"dialog", Role::division, "div"},
    {"dir", Role::list, "ul"},
    {"div", Role::division},
    {"dl", Role::description_list},
    {"dt", Role::description},
    {"em", Role::formatting},
    {"embed", Role::embed, ""},
    {"fieldset", Role::division, "div"},
    {"figcaption", Role::block, "figcaption", 0, "figure"},
    {"figure", Role::block},
    {"font", Role::text_level, ""},
    {"footer", Role::block},
    {"form", Role::division, "div"},
    {"h1", Role::heading},
    {"h2", Role::heading},
    {"h3", Role::heading},
    {"h4", Role::heading},
    {"h5", Role::heading},
    {"h6", Role::heading},
    {"header", Role::block},
    {"hgroup", Role::division, "div"},
    {"hr", Role::rule},
    {"i", Role::formatting},
    {"iframe", Role::embed, ""},
    {"image", Role::image, "img"},
    {"img", Role::image, "img",
     attributes(AttributeName::alt, AttributeName::height, AttributeName::sizes, AttributeName::src,
                AttributeName::srcset, AttributeName::width)},
    {"ins", Role::text_level, "ins", attributes(AttributeName::cite, AttributeName::datetime)},
    {"kbd", Role::text_level},
    {"legend", Role::division, "div"},
    {"li", Role::list_item, "li", attributes(AttributeName::value)},
    {"listing", Role::preformatted, "pre"},
    {"main", Role::division, "div"},
    {"mark", Role::text_level},
    {"menu", Role::list, "ul"},
    {"nav", Role::division, "div"},
    {"noembed", Role::dropped, ""},
    {"noframes", Role::dropped, ""},
    {"noscript", Role::noscript, ""},
    {"object", Role::embed, ""},
    {"ol", Role::list, "ol", attributes(AttributeName::reversed, AttributeName::start, AttributeName::type)},
    {"p", Role::paragraph},
    {"picture", Role::picture},
    {"plaintext", Role::literal, "pre"},
    {"pre", Role::preformatted, "pre", attributes(AttributeName::classes)},
    {"q", Role::text_level, "q", attributes(AttributeName::cite)},
    {"rp", Role::ruby_text},
    {"rt", Role::ruby_text},
    {"ruby", Role::ruby},
    {"s", Role::formatting},
    {"samp", Role::text_level},
    {"script", Role::dropped, ""},
    {"search", Role::division, "div"},
    {"section", Role::block},
    {"small", Role::formatting},
    {"source", Role::source, "source",
     attributes(AttributeName::media, AttributeName::sizes, AttributeName::src, AttributeName::srcset,
                AttributeName::type)},
    {"span", Role::text_level, "span", 0},
    {"strike", Role::formatting, "s"},
    {"strong", Role::formatting},
    {"style", Role::dropped, ""},
    {"sub", Role::text_level},
    {"summary", Role::block, "summary", 0, "details"},
    {"sup", Role::text_level},
    {"svg", Role::dropped, ""},
    {"table", Role::table},
    {"tbody", Role::row_group},
    {"td", Role::cell, "td", attributes(AttributeName::colspan, AttributeName::rowspan)},
    {"template", Role::dropped, ""},
    {"textarea", Role::dropped, ""},
    {"tfoot", Role::row_group},
    {"th", Role::cell, "th", attributes(AttributeName::colspan, AttributeName::scope, AttributeName::rowspan)},
    {"thead", Role::row_group},
    {"time", Role::text_level, "time", attributes(AttributeName::datetime)},
    {"title", Role::dropped, ""},
    {"tr", Role::row},
    {"track", Role::track, "track",
     attributes(AttributeName::kind, AttributeName::label, AttributeName::src, AttributeName::srclang)},
    {"tt", Role::formatting, "code"},
    {"u", Role::formatting},
    {"ul", Role::list},
    {"var", Role::text_level},
    {"video", Role::media, "video",
     attributes(AttributeName::controls, AttributeName::height, AttributeName::poster, AttributeName::preload,
                AttributeName::src, AttributeName::width)},
    {"wbr", Role::word_break},
    {"xmp", Role::literal, "pre"},
}));

/// What parts of a table are outside of one, where they are written as they are: nothing in particular.
inline constexpr NameTable lone_table_parts(std::to_array<ElementRule>({
    {"caption", Role::division},
    {"tbody", Role::division},
    {"td", Role::division},
    {"tfoot", Role::division},
    {"th", Role::division},
    {"thead", Role::division},
    {"tr", Role::division},
}));

/// Requires: `name` is in the table.
[[nodiscard]] constexpr const ElementRule& rule_of(std::string_view name) { return *element_rules.find(name); }

struct ElementName {
    std::string_view name;
};

/// Start tags that end an unfinished drawing or formula, in browsers (HTML §13.2.6.5).
inline constexpr NameTable breaks_out_of_foreign(std::to_array<ElementName>(
    {{"b"},      {"big"},  {"blockquote"}, {"body"},  {"br"},   {"center"}, {"code"},    {"dd"},   {"div"},
     {"dl"},     {"dt"},   {"em"},         {"embed"}, {"h1"},   {"h2"},     {"h3"},      {"h4"},   {"h5"},
     {"h6"},     {"head"}, {"hr"},         {"i"},     {"img"},  {"li"},     {"listing"}, {"menu"}, {"meta"},
     {"nobr"},   {"ol"},   {"p"},          {"pre"},   {"ruby"}, {"s"},      {"small"},   {"span"}, {"strong"},
     {"strike"}, {"sub"},  {"sup"},        {"table"}, {"tt"},   {"u"},      {"ul"},      {"var"}}));

/// Pictures that may come inside the document, as data: URLs: those without scripts.
inline constexpr std::array<std::string_view, 9> data_picture_types = {"image/png", "image/jpeg",   "image/jpg",
                                                                       "image/gif", "image/webp",   "image/avif",
                                                                       "image/bmp", "image/x-icon", "image/apng"};

inline constexpr std::size_t longest_data_picture = 32 * 1024;
inline constexpr std::size_t longest_address = 32 * 1024; ///< a longer one is none

} // namespace arna

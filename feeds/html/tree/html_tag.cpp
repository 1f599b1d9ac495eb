#include "feeds/html/tree/html_tag.hpp"

#include "feeds/html/name_table.hpp"

#include <array>
#include <bit>

namespace arna {
namespace {

/// In the order of the enumerators, after none.
constexpr auto names = std::to_array<std::string_view>({
    "a",
    "abbr",
    "acronym",
    "address",
    "annotation-xml",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "desc",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "foreignObject",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "keygen",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "listing",
    "main",
    "malignmark",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "mglyph",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rb",
    "rect",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
    "xmp",
});

static_assert(names.size() + 1 == static_cast<std::size_t>(HtmlTag::first_unlisted));
static_assert(names[static_cast<std::size_t>(HtmlTag::p) - 1] == "p");
static_assert(names.back() == "xmp" && names[static_cast<std::size_t>(HtmlTag::xmp) - 1] == "xmp");

struct TagName {
    std::string_view name;
    HtmlTag tag;
};

consteval auto tag_rows() {
    std::array<TagName, names.size()> rows{};
    for (std::size_t i = 0; i < names.size(); ++i) rows[i] = {names[i], static_cast<HtmlTag>(i + 1)};
    return rows;
}

constexpr auto tags = NameTable(tag_rows());

} // namespace

std::string_view listed_tag_name(HtmlTag tag) {
    const auto number = static_cast<std::size_t>(tag);
    return number == 0 || number > names.size() ? std::string_view() : names[number - 1];
}

HtmlTag listed_tag(std::string_view name) {
    if (const TagName* row = tags.find(name)) return row->tag;
    return name == "foreignObject" ? HtmlTag::foreign_object : HtmlTag::none;
}

} // namespace arna

#include "feeds/html/tree/html_tag.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>

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

constexpr std::size_t longest_name = std::ranges::max(names, {}, &std::string_view::size).size();

/// A name of up to eight bytes as a number: its bytes with the bit that tells capital letters from small ones.
using ShortName = std::uint64_t;

constexpr ShortName blanks = 0x2020'2020'2020'2020;

constexpr ShortName short_name(std::string_view name) {
    ShortName number = 0;
    for (std::size_t i = name.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(name[i]);
    return number | blanks;
}

/// Whether a byte of the name has that bit only now; no listed name has such a byte (a control character).
bool has_control(std::string_view name) {
    bool has = false; // without a way out, names are short
    for (const char c : name) has |= static_cast<unsigned char>(c) < ' ';
    return has;
}

/// Looks up short names: a hash table made at compile time. Longer names are few.
class ShortNames {
public:
    constexpr ShortNames() {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].size() > sizeof(ShortName)) continue;
            std::size_t slot = hash(short_name(names[i]));
            while (slots_[slot].tag != HtmlTag::none) slot = (slot + 1) % slots_.size();
            slots_[slot] = {.name = short_name(names[i]), .tag = static_cast<HtmlTag>(i + 1)};
        }
    }

    [[nodiscard]] HtmlTag find(ShortName name) const {
        std::size_t slot = hash(name);
        while (slots_[slot].name != name && slots_[slot].tag != HtmlTag::none) slot = (slot + 1) % slots_.size();
        return slots_[slot].tag;
    }

private:
    struct Slot {
        ShortName name = 0;
        HtmlTag tag = HtmlTag::none;
    };

    static constexpr std::size_t hash(ShortName name) { return (name * 0x9E37'79B9'7F4A'7C15) >> 55; }

    std::array<Slot, 512> slots_{};
};

constexpr ShortNames short_names;

HtmlTag long_tag(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].size() > sizeof(ShortName) && equals_lower(name, names[i])) return static_cast<HtmlTag>(i + 1);
    }
    return name == "foreignObject" ? HtmlTag::foreign_object : HtmlTag::none;
}

} // namespace

std::string_view listed_tag_name(HtmlTag tag) {
    const auto number = static_cast<std::size_t>(tag);
    return number == 0 || number > names.size() ? std::string_view() : names[number - 1];
}

HtmlTag listed_tag(std::string_view name) {
    if (name.size() > sizeof(ShortName)) return name.size() > longest_name ? HtmlTag::none : long_tag(name);
    const HtmlTag tag = short_names.find(short_name(name));
    return tag != HtmlTag::none && has_control(name) ? HtmlTag::none : tag;
}

} // namespace arna

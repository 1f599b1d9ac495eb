#include "feeds/parse/markup.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/void_element.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace arna {
namespace {

using namespace std::string_view_literals;

constexpr auto html_elements = std::to_array<std::string_view>({
    "a"sv,      "abbr"sv,     "acronym"sv,  "address"sv,  "applet"sv,  "area"sv,     "article"sv,  "aside"sv,
    "audio"sv,  "b"sv,        "base"sv,     "bdi"sv,      "bdo"sv,     "big"sv,      "blink"sv,    "blockquote"sv,
    "body"sv,   "br"sv,       "button"sv,   "canvas"sv,   "caption"sv, "center"sv,   "cite"sv,     "code"sv,
    "col"sv,    "colgroup"sv, "data"sv,     "dd"sv,       "del"sv,     "details"sv,  "dfn"sv,      "dialog"sv,
    "dir"sv,    "div"sv,      "dl"sv,       "dt"sv,       "em"sv,      "embed"sv,    "fieldset"sv, "figcaption"sv,
    "figure"sv, "font"sv,     "footer"sv,   "form"sv,     "frame"sv,   "frameset"sv, "h1"sv,       "h2"sv,
    "h3"sv,     "h4"sv,       "h5"sv,       "h6"sv,       "head"sv,    "header"sv,   "hr"sv,       "html"sv,
    "i"sv,      "iframe"sv,   "img"sv,      "input"sv,    "ins"sv,     "kbd"sv,      "label"sv,    "legend"sv,
    "li"sv,     "link"sv,     "main"sv,     "map"sv,      "mark"sv,    "marquee"sv,  "math"sv,     "menu"sv,
    "meta"sv,   "nav"sv,      "nobr"sv,     "noscript"sv, "object"sv,  "ol"sv,       "optgroup"sv, "option"sv,
    "p"sv,      "param"sv,    "picture"sv,  "pre"sv,      "q"sv,       "rp"sv,       "rt"sv,       "ruby"sv,
    "s"sv,      "samp"sv,     "script"sv,   "section"sv,  "select"sv,  "small"sv,    "source"sv,   "span"sv,
    "strike"sv, "strong"sv,   "style"sv,    "sub"sv,      "summary"sv, "sup"sv,      "svg"sv,      "table"sv,
    "tbody"sv,  "td"sv,       "textarea"sv, "tfoot"sv,    "th"sv,      "thead"sv,    "time"sv,     "title"sv,
    "tr"sv,     "track"sv,    "tt"sv,       "u"sv,        "ul"sv,      "var"sv,      "video"sv,    "wbr"sv,
    "xmp"sv,
});
static_assert(std::ranges::is_sorted(html_elements));

constexpr auto url_attributes =
    std::to_array<std::string_view>({"href"sv, "src"sv, "cite"sv, "longdesc"sv, "poster"sv, "action"sv});

/// "<b>", "</p>", "<a href=…", "<!--"; not "<vector>".
bool starts_with_tag(std::string_view text) {
    if (text.starts_with("<!--") || text.starts_with("<![CDATA[")) return true;
    text.remove_prefix(text.starts_with("</") ? 2 : 1);
    std::string name;
    while (name.size() < text.size() && name.size() < 12 && is_ascii_alphanumeric(text[name.size()]))
        name += ascii_lower(text[name.size()]);
    if (name.empty() || !std::ranges::binary_search(html_elements, name)) return false;
    const auto rest = text.substr(name.size());
    return !rest.empty() && (is_html_space(rest.front()) || rest.front() == '>' || rest.front() == '/');
}

/// "&amp;", "&#39;", "&copy 2004"; not "&" alone, nor "&notable", nor "&copy=1" of a URL.
bool starts_with_reference(std::string_view text) {
    const auto reference = read_char_ref(text, CharRefPlace::text);
    if (reference.length == 0) return false;
    const bool is_complete = text[reference.length - 1] == ';';
    if (is_complete || reference.length == text.size()) return true;
    const char next = text[reference.length];
    return !is_ascii_alphanumeric(next) && next != '=';
}

/// Writes a tree in one walk without recursion, for it may be deep.
class MarkupWriter {
public:
    MarkupWriter(const Element& top, Between between) : top_(top), between_(between) {}

    std::string write() {
        open_.push_back(top_);
        characters(top_.node);
        auto next = top_.node.first_child();
        while (true) {
            if (!next) {
                const auto done = open_.back();
                open_.pop_back();
                if (open_.empty()) return std::move(out_);
                end(done);
                next = done.node.next_sibling();
            } else if (next.type() == pugi::node_element) {
                open_.push_back(start(next));
                characters(next);
                next = next.first_child();
            } else {
                characters(next);
                next = next.next_sibling();
            }
        }
    }

private:
    Element start(pugi::xml_node node) {
        const auto& outer = *open_.back().scope;
        auto element = outer.document->enter(node, outer);
        out_ += '<';
        out_ += name_of(element);
        if (is_foreign(element.ns) && open_.back().ns != element.ns) declare(element);
        for (const auto attribute : node.attributes()) write_attribute(element, attribute.name(), attribute.value());
        if (is_empty(element)) {
            out_ += " />";
        } else {
            out_ += '>';
        }
        return element;
    }

    void end(const Element& element) {
        if (is_empty(element)) return;
        out_ += "</";
        out_ += name_of(element);
        out_ += '>';
    }

    /// Without its prefix if HTML has such elements; <o:p> is no paragraph.
    static std::string_view name_of(const Element& element) {
        switch (element.ns) {
        case Ns::none:
        case Ns::rss:
        case Ns::atom:
        case Ns::xhtml:
        case Ns::svg:
        case Ns::math: return element.name;
        default: return element.node.name();
        }
    }

    static bool is_foreign(Ns ns) { return ns == Ns::svg || ns == Ns::math; }

    static bool is_empty(const Element& element) {
        return !element.node.first_child() && *element.node.value() == '\0' && is_void_element(element.name);
    }

    void declare(const Element& element) {
        out_ += element.ns == Ns::svg ? R"( xmlns="http://www.w3.org/2000/svg")"
                                      : R"( xmlns="http://www.w3.org/1998/Math/MathML")";
    }

    void write_attribute(const Element& element, std::string_view name, std::string_view value) {
        if (name.starts_with("xmlns") || name == "xml:base" || name == "xml:space") return;
        out_ += ' ';
        out_ += name == "xml:lang" ? "lang"sv : name;
        out_ += "=\"";
        const bool is_url =
            resolved_ < most_resolved && element.base() != top_.base() &&
            std::ranges::any_of(url_attributes, [&](auto each) { return equals_ignoring_case(each, name); });
        if (is_url) {
            const auto url = resolve_url(value, element.base());
            resolved_ += url.size();
            escape(url);
        } else {
            escape(value);
        }
        out_ += '"';
    }

    /// Those of a text, or those that an element begins with.
    void characters(pugi::xml_node node) {
        const std::string_view text = node.value();
        if (between_ == Between::escaped && (node.type() == pugi::node_cdata || looks_like_html(text))) {
            out_ += text;
        } else {
            escape(text);
        }
    }

    void escape(std::string_view text) {
        for (std::size_t done = 0;;) {
            const auto found = std::min(text.find_first_of("&<>\"", done), text.size());
            out_.append(text, done, found - done);
            if (found == text.size()) return;
            switch (text[found]) {
            case '&': out_ += "&amp;"; break;
            case '<': out_ += "&lt;"; break;
            case '>': out_ += "&gt;"; break;
            default: out_ += "&quot;"; break;
            }
            done = found + 1;
        }
    }

    static constexpr std::size_t most_resolved = 1 << 20; ///< bytes of addresses; further ones stay as they are written

    const Element& top_;
    Between between_;
    std::size_t resolved_ = 0;
    std::vector<Element> open_;
    std::string out_;
};

} // namespace

bool is_html_element(std::string_view name) { return std::ranges::binary_search(html_elements, ascii_lowered(name)); }

std::string inner_markup(const Element& element, Between between) { return MarkupWriter(element, between).write(); }

bool looks_like_html(std::string_view text) {
    const auto last_end = text.rfind('>');
    for (auto at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
        const auto rest = text.substr(at);
        if (rest.front() == '&' && starts_with_reference(rest)) return true;
        if (rest.front() == '<' && last_end != std::string_view::npos && at < last_end && starts_with_tag(rest))
            return true;
    }
    return false;
}

} // namespace arna

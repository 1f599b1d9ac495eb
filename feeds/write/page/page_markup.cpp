#include "feeds/write/page/page_markup.hpp"

#include "feeds/html/void_element.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {
namespace {

/// How far a link is searched for a text: what stands behind it in a name that long, nobody hears.
constexpr std::size_t longest_name = 4 * 1024;

// The sanitiser writes "<" and ">" around tags alone, and every attribute as ` name="value"`.

/// A start tag, without its brackets.
struct Tag {
    std::string_view name, attributes;
};

Tag tag_of(std::string_view inside) {
    const auto end = std::min(inside.find(' '), inside.size());
    return {.name = inside.substr(0, end), .attributes = inside.substr(end)};
}

/// The place of an attribute with the blank before it and its value; nothing if there is none.
struct Attribute {
    std::size_t begin = 0, end = 0;
    std::string_view value;
};

Attribute find_attribute(std::string_view attributes, std::string_view name) {
    for (std::size_t at = 0; at < attributes.size();) {
        const auto equals = std::min(attributes.find_first_of("= ", at + 1), attributes.size());
        const bool has_value = attributes.substr(equals).starts_with("=\"");
        auto end = has_value ? attributes.find('"', equals + 2) : equals;
        end = end == std::string_view::npos ? attributes.size() : end + (has_value ? 1 : 0);
        if (attributes.substr(at + 1, equals - at - 1) == name) {
            const auto value = has_value ? attributes.substr(equals + 2, end - equals - 3) : std::string_view{};
            return {.begin = at, .end = end, .value = value};
        }
        at = end;
    }
    return {};
}

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        const std::string_view blank = text.starts_with("&#160;")   ? "&#160;"
                                       : text.starts_with("\u00A0") ? "\u00A0"
                                                                    : "";
        if (blank.empty() && !is_html_space(text.front())) return false;
        text.remove_prefix(std::max<std::size_t>(blank.size(), 1));
    }
    return true;
}

/// Whether a link's markup has a text or a picture with a description.
bool says_something(std::string_view markup) {
    markup = markup.substr(0, longest_name);
    markup = markup.substr(0, markup.find("</a>"));
    for (std::size_t at = 0; at < markup.size();) {
        const auto open = std::min(markup.find('<', at), markup.size());
        if (!is_blank(markup.substr(at, open - at))) return true;
        if (open == markup.size()) break;
        const auto close = std::min(markup.find('>', open), markup.size());
        const Tag tag = tag_of(markup.substr(open + 1, close - open - 1));
        if (tag.name == "img" && !is_blank(find_attribute(tag.attributes, "alt").value)) return true;
        at = close + 1;
    }
    return false;
}

/// The host of an address as it is written in an attribute; of one without a host its beginning.
std::string_view host_of(std::string_view address) {
    constexpr std::size_t longest_host = 100;
    const auto scheme = address.find("://");
    if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
    return utf8_beginning(address.substr(0, address.find_first_of("/?#&")), longest_host);
}

bool is_number(std::string_view value) {
    return !value.empty() && std::ranges::all_of(value, [](char c) { return is_ascii_digit(c); });
}

/// Writes a start tag's attributes, less those whose value says nothing: a language that is none (readers of screens
/// would not know how to speak it), and a size that is no number of pixels.
void append_attributes(std::string& out, const Tag& tag) {
    const bool has_size = tag.name == "img" || tag.name == "video";
    const auto unless = [&](std::string_view name, bool (*says)(std::string_view)) {
        const Attribute one = find_attribute(tag.attributes, name);
        return one.end == 0 || says(one.value) ? Attribute{} : one;
    };
    std::array<Attribute, 3> wrong = {unless("lang", is_known_language),
                                      has_size ? unless("width", is_number) : Attribute{},
                                      has_size ? unless("height", is_number) : Attribute{}};
    std::ranges::sort(wrong, {}, &Attribute::begin);
    std::size_t copied = 0;
    for (const Attribute& one : wrong) {
        if (one.end == 0) continue;
        out += tag.attributes.substr(copied, one.begin - copied);
        copied = one.end;
    }
    out += tag.attributes.substr(copied);
}

/// The level of "h2"; 0 of any other element.
int heading_level(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

/// Gives headings the levels that they have in a page below an article's title, none of which is left out.
class Outline {
public:
    int level_of(int written) {
        while (depth_ > 0 && above_[depth_ - 1] >= written) --depth_;
        above_[depth_++] = written; // rising numbers from 1 to 6
        return std::min(title_level + static_cast<int>(depth_), lowest);
    }

private:
    static constexpr int title_level = 2, lowest = 6;
    std::array<int, 6> above_{}; ///< as they were written, of the sections that are open
    std::size_t depth_ = 0;
};

/// Copies markup and fits it on the way.
class Fitting {
public:
    explicit Fitting(std::string_view markup) : markup_(markup) { out_.reserve(markup.size() + markup.size() / 16); }

    std::string run() && {
        for (std::size_t at = 0; at < markup_.size();) {
            const auto open = std::min(markup_.find('<', at), markup_.size());
            text(markup_.substr(at, open - at));
            if (open == markup_.size()) break;
            const auto close = std::min(markup_.find('>', open), markup_.size());
            const auto inside = markup_.substr(open + 1, close - open - 1);
            at = std::min(close + 1, markup_.size());
            if (inside.starts_with('/'))
                end(inside.substr(1));
            else
                start(tag_of(inside), markup_.substr(at));
        }
        while (!open_.empty()) end(open_.back().name);
        return with_roles();
    }

private:
    struct Element {
        std::string_view name;
        std::size_t behind_name = 0; ///< in the output
        int heading = 0;             ///< its level in the page; 0: it is none
        bool is_odd = false;         ///< a list that has what no list has
        bool has_term = false, has_description = false;
    };

    void text(std::string_view text) {
        out_ += text;
        if (!open_.empty() && !is_blank(text)) open_.back().is_odd = true;
    }

    void start(const Tag& tag, std::string_view behind) {
        if (!open_.empty()) note_child(open_.back(), tag.name);
        // What can be clicked does not work inside of what can be clicked.
        if (tag.name == "a" && summaries_ > 0) return;
        out_ += '<';
        const int written = heading_level(tag.name);
        const int heading = written > 0 ? outline_.level_of(written) : 0;
        append_name(tag.name, heading);
        const auto behind_name = out_.size();
        append_attributes(out_, tag);
        append_additions(tag, behind);
        out_ += '>';
        if (is_void_element(tag.name)) return;
        open_.push_back({.name = tag.name, .behind_name = behind_name, .heading = heading});
        if (tag.name == "summary") ++summaries_;
    }

    void end(std::string_view name) {
        if (name == "a" && summaries_ > 0) return;
        const bool is_open = !open_.empty() && open_.back().name == name;
        out_ += "</";
        append_name(name, is_open ? open_.back().heading : 0);
        out_ += '>';
        if (!is_open) return; // the sanitiser balances
        const Element& element = open_.back();
        const bool is_incomplete = name == "dl" && !(element.has_term && element.has_description);
        if ((is_list(name) && element.is_odd) || is_incomplete) odd_lists_.push_back(element.behind_name);
        if (name == "summary") --summaries_;
        open_.pop_back();
    }

    void append_name(std::string_view name, int heading) {
        if (heading == 0)
            out_ += name;
        else
            (out_ += 'h') += static_cast<char>('0' + heading);
    }

    static bool is_list(std::string_view name) { return name == "ul" || name == "ol" || name == "dl"; }

    static void note_child(Element& parent, std::string_view name) {
        if (parent.name == "dl") {
            parent.has_description = parent.has_description || (name == "dd" && parent.has_term);
            parent.has_term = parent.has_term || name == "dt";
            parent.is_odd = parent.is_odd || (name != "dt" && name != "dd");
        } else if (name != "li") {
            parent.is_odd = true;
        }
    }

    /// What a tag needs beside what it has.
    void append_additions(const Tag& tag, std::string_view behind) {
        if (tag.name == "table" || tag.name == "pre") {
            if (summaries_ == 0) out_ += " tabindex=\"0\"";
        } else if (tag.name == "img") {
            if (find_attribute(tag.attributes, "alt").end == 0) out_ += " alt=\"\"";
        } else if (tag.name == "a") {
            const auto href = find_attribute(tag.attributes, "href");
            if (href.end == 0 || says_something(behind)) return;
            ((out_ += " aria-label=\"") += host_of(href.value)) += '"';
        }
    }

    /// Lists that are none are not read out as lists.
    std::string with_roles() {
        std::ranges::sort(odd_lists_);
        std::string out;
        std::size_t copied = 0;
        for (const std::size_t place : odd_lists_) {
            out.append(out_, copied, place - copied);
            out += " role=\"presentation\"";
            copied = place;
        }
        return out.append(out_, copied);
    }

    std::string_view markup_;
    Outline outline_;
    std::string out_;
    std::vector<Element> open_;
    std::vector<std::size_t> odd_lists_;
    int summaries_ = 0; ///< open ones
};

} // namespace

SafeHtml PageMarkup::of(const SafeHtml& html) { return SafeHtml(Fitting(html.str()).run()); }

} // namespace arna

#include "feeds/html/tree/doctype.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr ByteSet html_spaces("\t\n\f\r ");

class DoctypeReader {
public:
    DoctypeReader(std::string_view text, bool is_cut) : text_(text), is_cut_(is_cut) {}

    HtmlDoctype read() {
        skip_space();
        const std::size_t end = html_spaces.find(text_, at_);
        doctype_.name = ascii_lowered(readable(text_.substr(at_, end - at_)));
        at_ = end;
        doctype_.forces_quirks = is_cut_ || doctype_.name.empty();
        skip_space();
        if (at_ < text_.size()) read_ids();
        return std::move(doctype_);
    }

private:
    void skip_space() {
        while (at_ < text_.size() && is_html_space(text_[at_])) ++at_;
    }

    static std::string readable(std::string_view text) {
        std::string out;
        for (const char c : text) c == '\0' ? out += "\uFFFD" : out += c;
        return out;
    }

    void read_ids() {
        const bool is_public = starts_with_lower(text_.substr(at_), "public");
        if (!is_public && !starts_with_lower(text_.substr(at_), "system")) {
            doctype_.forces_quirks = true;
            return;
        }
        at_ += 6;
        skip_space();
        if (is_public) {
            if (!read_quoted(doctype_.public_id)) return;
            skip_space();
            if (at_ == text_.size()) return;
        }
        read_quoted(doctype_.system_id);
    }

    /// False if no whole quoted string stands here.
    bool read_quoted(std::optional<std::string>& id) {
        const bool is_quoted = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
        if (!is_quoted) {
            doctype_.forces_quirks = true;
            return false;
        }
        const std::size_t end = std::min(text_.find(text_[at_], at_ + 1), text_.size());
        id = readable(text_.substr(at_ + 1, end - at_ - 1));
        if (end == text_.size()) doctype_.forces_quirks = true;
        at_ = std::min(end + 1, text_.size());
        return end < text_.size();
    }

    std::string_view text_;
    bool is_cut_;
    std::size_t at_ = 0;
    HtmlDoctype doctype_;
};

constexpr auto quirky_public_beginnings = std::to_array<std::string_view>({
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
});

bool is_quirky_public_id(std::string_view id, bool has_system_id) {
    if (equals_lower(id, "-//w3o//dtd w3 html strict 3.0//en//") ||
        equals_lower(id, "-/w3c/dtd html 4.0 transitional/en") || equals_lower(id, "html")) {
        return true;
    }
    if (!has_system_id && (starts_with_lower(id, "-//w3c//dtd html 4.01 frameset//") ||
                           starts_with_lower(id, "-//w3c//dtd html 4.01 transitional//"))) {
        return true;
    }
    return std::ranges::any_of(quirky_public_beginnings,
                               [id](std::string_view beginning) { return starts_with_lower(id, beginning); });
}

} // namespace

HtmlDoctype read_html_doctype(std::string_view text, bool is_cut) { return DoctypeReader(text, is_cut).read(); }

bool is_quirky(const HtmlDoctype& doctype) {
    if (doctype.forces_quirks || doctype.name != "html") return true;
    if (doctype.system_id &&
        equals_lower(*doctype.system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) {
        return true;
    }
    return doctype.public_id && is_quirky_public_id(*doctype.public_id, doctype.system_id.has_value());
}

} // namespace arna

#include "feeds/write/page/notice_page.hpp"

#include "feeds/write/page/page_frame.hpp"
#include "feeds/write/page/page_words.hpp"

namespace arna {
namespace {

struct Words {
    Phrase title, text;
};

Words words_of(Notice notice) {
    switch (notice) {
    case Notice::nothing_here: return {Phrase::nothing_here, Phrase::why_nothing_here};
    case Notice::gone: return {Phrase::gone, Phrase::why_gone};
    case Notice::token_needed: break;
    }
    return {Phrase::token_needed, Phrase::why_token_needed};
}

} // namespace

std::string write_notice_page(Notice notice, PageLanguage language, std::string_view home, std::string_view title) {
    const auto [what, why] = words_of(notice);
    XmlWriter html(XmlWriter::Syntax::html);
    begin_notice(html, say(what, language), language);
    html.line_break();
    html.start("p");
    html.attribute("class", "home");
    write_anchor(html, home, title);
    html.end();
    html.line_break();
    html.element("h1", say(what, language));
    html.line_break();
    html.element("p", say(why, language));
    end_notice(html);
    return std::move(html).take();
}

} // namespace arna

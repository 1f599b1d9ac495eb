#include "feeds/write/page/why.hpp"

#include "feeds/model/evidence.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/words/language_name.hpp"
#include "feeds/write/page/page_frame.hpp"
#include "feeds/write/page/page_time.hpp"
#include "feeds/write/page/page_words.hpp"
#include "feeds/write/shown.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// What a found text is, by the field that it was found in.
constexpr auto meanings = std::to_array<std::pair<std::string_view, Phrase>>({
    {"title", Phrase::by_title},
    {"summary", Phrase::by_summary},
    {"content", Phrase::by_content},
    {"category", Phrase::by_category},
    {"section", Phrase::by_section},
    {"hashtag", Phrase::by_hashtag},
    {"author", Phrase::by_author},
    {"source", Phrase::by_source},
    {"label", Phrase::by_label},
    {"lang", Phrase::by_language},
    {"domain", Phrase::by_domain},
    {"url", Phrase::by_address},
    {"has", Phrase::by_having},
    {"age", Phrase::by_age},
    {"published", Phrase::by_date},
});

std::optional<Phrase> meaning_of(std::string_view field) {
    for (const auto& [name, meaning] : meanings)
        if (name == field) return meaning;
    return std::nullopt;
}

/// The title of the source of that name; empty where the article does not name it, for it may not be published.
std::string_view title_of_source(const Article& article, std::string_view name) {
    if (article.source.name == name) return shown_source_title(article.source);
    for (const ArticleSource& other : article.also_in)
        if (other.name == name) return shown_source_title(other);
    return {};
}

std::string possession(std::string_view name, PageLanguage language) {
    if (name == "image") return std::string(say(Phrase::has_image, language));
    if (name == "enclosure") return std::string(say(Phrase::has_enclosure, language));
    if (name == "author") return std::string(say(Phrase::has_author, language));
    if (name == "date") return std::string(say(Phrase::has_date, language));
    return std::string(name);
}

/// What was found, for people. Empty: nothing that may be shown.
std::string shown_find(const Evidence& evidence, Phrase meaning, const Article& article, const PageSetting& page) {
    switch (meaning) {
    case Phrase::by_source: return std::string(title_of_source(article, evidence.found));
    case Phrase::by_language: return own_language_name(evidence.found);
    case Phrase::by_having: return possession(evidence.found, page.language);
    case Phrase::by_date:
        if (const auto time = parse_date(evidence.found)) return shown_time(*time, page.time_zone, page.language);
        break;
    case Phrase::by_hashtag: return evidence.found.starts_with('#') ? evidence.found : "#" + evidence.found;
    default: break;
    }
    return evidence.found;
}

/// Whether a find is a piece of the article's own text, in its language.
bool is_quoted(Phrase meaning) { return meaning <= Phrase::by_author; }

void write_evidence(XmlWriter& html, const Evidence& evidence, const Article& article, const PageSetting& page) {
    const auto meaning = meaning_of(evidence.field);
    if (!meaning) return;
    const auto found = shown_find(evidence, *meaning, article, page);
    html.line_break();
    html.start("li");
    if (!found.empty()) {
        html.start("b");
        if (is_quoted(*meaning)) mark_language(html, article.entry.lang, page);
        html.text(found);
        html.end();
        html.text(" – ");
    }
    html.text(say(*meaning, page.language));
    html.end();
}

void write_first_seen(XmlWriter& html, Time time, const PageSetting& page) {
    const std::string_view text = say(Phrase::first_seen, page.language);
    const auto place = text.find("{}");
    html.line_break();
    html.start("li");
    html.text(text.substr(0, place));
    write_time(html, time, page);
    html.text(text.substr(place + 2));
    html.end();
}

} // namespace

void write_why(XmlWriter& html, const Article& article, const PageSetting& page) {
    html.start("details");
    html.attribute("class", "why");
    const auto spoken = language_code(page.language);
    if (shown_language(article.entry.lang) != spoken) html.attribute("lang", spoken); // not the article's
    html.element("summary", say(Phrase::why, page.language));
    html.start("ul");
    for (const Evidence& evidence : decode_reason(article.reason)) write_evidence(html, evidence, article, page);
    write_first_seen(html, article.first_seen, page);
    html.end();
    html.end();
}

} // namespace arna

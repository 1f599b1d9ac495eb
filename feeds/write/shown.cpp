#include "feeds/write/shown.hpp"

#include "feeds/html/plain_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/link_schemes.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/language_name.hpp"
#include "feeds/write/page/page_words.hpp"
#include "feeds/write/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t title_length = 80;
constexpr std::size_t summary_length = 300;

/// RFC 9110 §5.6.2: what the names of media types consist of.
bool is_token(std::string_view text) {
    const auto is_fine = [](char c) {
        return is_ascii_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::ranges::all_of(text, is_fine);
}

/// Markup that is more than white space; else none.
const SafeHtml& not_blank(const SafeHtml& html) {
    static const SafeHtml nothing;
    return trim_html_space(html.str()).empty() ? nothing : html;
}

/// "Also in: A, B and 3 more", where `name` writes each.
template <class Name>
std::string told_by_line(const Article& article, Name name) {
    if (article.followers.empty()) return {};
    const auto language = page_language(article.entry.lang).value_or(PageLanguage::en);
    std::string line(say(Phrase::also_told_by, language));
    std::string_view separator = " ";
    for (const Follower& follower : article.followers) {
        line += std::exchange(separator, ", ");
        name(line, follower);
    }
    if (article.more_followers > 0)
        line += ' ' + fmt::format(fmt::runtime(say(Phrase::and_more, language)), article.more_followers);
    return line;
}

std::string told_by_text(const Article& article) {
    return told_by_line(
        article, [](std::string& line, const Follower& follower) { line += shown_source_title(follower.source); });
}

std::string told_by_markup(const Article& article) {
    const auto line = told_by_line(article, [](std::string& markup, const Follower& follower) {
        const auto url = shown_link(follower.url);
        if (!url.empty()) {
            markup += "<a href=\"";
            append_xml_attribute(markup, url);
            markup += "\">";
        }
        append_xml_text(markup, shown_source_title(follower.source));
        if (!url.empty()) markup += "</a>";
    });
    return line.empty() ? line : "<p>" + line + "</p>";
}

/// Plain text with a last line that names who else tells the story.
std::string with_told_by(std::string text, const Article& article) {
    if (const auto line = told_by_text(article); !text.empty() && !line.empty()) (text += "\n") += line;
    return text;
}

bool is_named(const Person& person) { return !person.name.empty() || !person.email.empty(); }

} // namespace

std::string shown_title(const Article& article) {
    const Entry& entry = article.entry;
    if (!entry.title.empty()) return entry.title;
    for (const SafeHtml* text : {&entry.summary, &entry.content}) {
        if (auto beginning = excerpt(text->str(), title_length); !beginning.empty()) return beginning;
    }
    if (!entry.link.empty()) return entry.link;
    return std::string(shown_source_title(article.source));
}

std::string_view shown_source_title(const ArticleSource& source) {
    return source.facts.title.empty() ? source.name : source.facts.title;
}

std::vector<Person> shown_authors(const Article& article) {
    std::vector<Person> authors;
    std::ranges::copy_if(article.entry.authors, std::back_inserter(authors), is_named);
    for (Person& author : authors) {
        if (author.name.empty()) author.name = author.email;
        author.uri = shown_web_address(author.uri);
        author.avatar = shown_web_address(author.avatar);
    }
    if (authors.empty()) authors.push_back({.name = std::string(shown_source_title(article.source))});
    return authors;
}

ShownTexts shown_texts(const PublishedEntry& published) {
    static const SafeHtml nothing;
    const Article& article = published.article;
    if (!published.excerpt.empty()) return {nothing, nothing, with_told_by(published.excerpt, article), {}};
    const SafeHtml& summary = not_blank(published.article.entry.summary);
    const SafeHtml& content = not_blank(published.article.entry.content);
    switch (published.content) {
    case ContentPolicy::full: return {summary, content, {}, told_by_markup(article)};
    case ContentPolicy::summary:
        if (!summary.empty()) return {summary, nothing, {}, told_by_markup(article)};
        return {nothing, nothing, with_told_by(excerpt(content.str(), summary_length), article), {}};
    case ContentPolicy::none: break;
    }
    return {nothing, nothing, {}, {}};
}

std::string shown_follower_title(const Follower& follower) {
    std::string title(shown_source_title(follower.source));
    if (!follower.title.empty()) (title += ": ") += follower.title;
    return title;
}

std::string excerpt(std::string_view html, std::size_t limit) {
    return truncate_at_word(collapse_space(plain_text(html)), limit);
}

std::string_view shown_link(std::string_view url) {
    return std::ranges::find(link_schemes, url_scheme(url)) != link_schemes.end() ? url : std::string_view{};
}

std::string_view shown_web_address(std::string_view url) { return is_http_url(url) ? url : std::string_view{}; }

std::string_view shown_language(std::string_view language) {
    std::size_t subtag = 0;
    bool is_first = true;
    for (std::size_t i = 0; i <= language.size(); ++i) {
        if (i == language.size() || language[i] == '-') {
            if (subtag == 0 || subtag > 8) return {};
            subtag = 0;
            is_first = false;
        } else {
            if (!(is_first ? is_ascii_letter(language[i]) : is_ascii_alphanumeric(language[i]))) return {};
            ++subtag;
        }
    }
    return is_known_language(language) ? language : std::string_view{};
}

std::string_view shown_media_type(std::string_view type) {
    const std::string_view bare = without_parameters(type);
    const auto slash = bare.find('/');
    const bool is_type =
        slash != std::string_view::npos && is_token(bare.substr(0, slash)) && is_token(bare.substr(slash + 1));
    return is_type ? type : std::string_view{};
}

std::string_view shown_email(std::string_view email) {
    const auto at = email.find('@');
    if (at == 0 || at == std::string_view::npos || email.find('@', at + 1) != std::string_view::npos) return {};
    const auto dot = email.rfind('.');
    const bool has_domain = dot != std::string_view::npos && dot > at + 1 && dot + 1 < email.size();
    const bool is_one_word = email.find_first_of(" \t\r\n,;<>()\"") == std::string_view::npos;
    return has_domain && is_one_word ? email : std::string_view{};
}

std::string_view shown_source_id(const ArticleSource& source) {
    if (is_absolute_url(source.facts.id)) return source.facts.id;
    const auto self = shown_web_address(source.facts.self);
    return self.empty() ? shown_web_address(source.facts.link) : self;
}

std::string_view shown_scheme(const Category& category) {
    return category.is_section && category.scheme.empty() ? section_scheme : std::string_view(category.scheme);
}

} // namespace arna

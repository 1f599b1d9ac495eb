#include "feeds/write/shown.hpp"

#include "feeds/html/plain_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace arna {
namespace {

constexpr std::size_t title_length = 80;
constexpr std::size_t summary_length = 300;

constexpr std::array<std::string_view, 6> link_schemes = {"http", "https", "mailto", "tel", "ftp", "magnet"};

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
    if (!published.excerpt.empty()) return {nothing, nothing, published.excerpt};
    const Entry& entry = published.article.entry;
    switch (published.content) {
    case ContentPolicy::full: return {entry.summary, entry.content, {}};
    case ContentPolicy::summary:
        if (!entry.summary.empty()) return {entry.summary, nothing, {}};
        return {nothing, nothing, excerpt(entry.content.str(), summary_length)};
    case ContentPolicy::none: break;
    }
    return {nothing, nothing, {}};
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
    return language;
}

std::string_view shown_media_type(std::string_view type) {
    const auto slash = type.find('/');
    return slash != std::string_view::npos && slash > 0 && slash + 1 < type.size() ? type : std::string_view{};
}

std::string_view shown_scheme(const Category& category) {
    return category.is_section && category.scheme.empty() ? section_scheme : std::string_view(category.scheme);
}

} // namespace arna

#include "feeds/write/document.hpp"
#include "feeds/write/page.hpp"
#include "feeds/write/shown.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t excerpt_length = 320;

/// The language that the page speaks: the channel's, else the one most of its entries are in, of those it has words
/// for.
const PageWords& words_for(const Channel& channel, std::span<const PublishedEntry> entries) {
    if (!channel.language.empty()) return page_words(channel.language);
    std::array<std::pair<const PageWords*, std::size_t>, 3> votes = {
        {{&page_words("en"), 0}, {&page_words("kk"), 0}, {&page_words("ru"), 0}}};
    for (const PublishedEntry& entry : entries) {
        if (entry.article.entry.lang.empty()) continue;
        const PageWords* const words = &page_words(entry.article.entry.lang);
        for (auto& [candidate, count] : votes) count += candidate == words ? 1 : 0;
    }
    const PageWords* best = votes.front().first;
    std::size_t most = 0;
    for (const auto& [candidate, count] : votes) {
        if (count <= most) continue;
        best = candidate;
        most = count;
    }
    return *best;
}

void write_header(XmlWriter& html, const Channel& channel, std::span<const PageFeed> feeds, const PageWords& words) {
    html.line_break();
    html.start("header");
    if (!channel.home.empty()) {
        html.start("p");
        html.attribute("class", "home");
        write_anchor(html, channel.home, words.all_feeds);
        html.end();
    }
    html.element("h1", channel.title);
    html.optional_element("p", channel.description);
    html.start("p");
    html.attribute("class", "formats");
    html.text(words.follow);
    for (const PageFeed& feed : feeds) {
        html.text(" ");
        write_anchor(html, feed.url, feed.name);
    }
    html.end();
    html.start("p");
    html.attribute("class", "updated");
    html.text(words.updated);
    html.text(" ");
    write_time(html, channel.updated, words);
    html.end();
    html.end();
}

/// Source, time, authors and sections in one line.
void write_byline(XmlWriter& html, const Article& article, const PageWords& words) {
    html.start("p");
    html.attribute("class", "by");
    html.start("b");
    write_anchor(html, shown_web_address(article.source.facts.link), shown_source_title(article.source));
    html.end();
    html.text(" · ");
    write_time(html, article.published, words);
    for (const Person& author : article.entry.authors) {
        if (author.name.empty() || author.name == shown_source_title(article.source)) continue;
        html.text(" · ");
        html.text(author.name);
    }
    for (const Category& category : article.entry.categories) {
        if (!category.is_section) continue;
        html.text(" · ");
        html.text(category.label.empty() ? category.term : category.label);
    }
    html.end();
}

void write_withdrawal(XmlWriter& html, const Article& article, const PageWords& words) {
    if (!article.withdrawn) return;
    html.start("p");
    html.attribute("class", "by");
    html.text(words.withdrawn);
    html.text(" ");
    write_time(html, *article.withdrawn, words);
    html.end();
}

void write_figure(XmlWriter& html, const Picture& picture, const PageWords& words) {
    const auto url = shown_web_address(picture.url);
    if (url.empty()) return;
    html.start("figure");
    html.start("img");
    html.attribute("src", url);
    html.attribute("alt", picture.alt);
    html.attribute("loading", "lazy");
    if (picture.width) html.attribute("width", std::to_string(*picture.width));
    if (picture.height) html.attribute("height", std::to_string(*picture.height));
    html.end();
    if (!picture.credit.empty()) {
        html.start("figcaption");
        html.text(words.photo);
        html.text(" ");
        html.text(picture.credit);
        html.end();
    }
    html.end();
}

/// The full text behind a line that opens it: no script is needed.
void write_folded(XmlWriter& html, const SafeHtml& content, const PageWords& words) {
    html.start("details");
    html.element("summary", words.full_text);
    html.start("div");
    html.markup(content);
    html.end();
    html.end();
}

void write_markup(XmlWriter& html, const SafeHtml& markup) {
    html.start("div");
    html.markup(markup);
    html.end();
}

/// The summary, or the beginning of the text, with the full text folded below; a short text stands as it is.
void write_texts(XmlWriter& html, const PublishedEntry& published, const PageWords& words) {
    const ShownTexts texts = shown_texts(published);
    html.optional_element("p", texts.excerpt);
    if (!texts.summary.empty()) {
        write_markup(html, texts.summary);
        if (!texts.content.empty()) write_folded(html, texts.content, words);
    } else if (!texts.content.empty()) {
        const auto beginning = excerpt(texts.content.str(), excerpt_length);
        if (beginning.ends_with("…")) {
            html.element("p", beginning);
            write_folded(html, texts.content, words);
        } else {
            write_markup(html, texts.content);
        }
    }
}

void write_also_in(XmlWriter& html, const Article& article, const PageWords& words) {
    if (article.also_in.empty() && article.followers.empty()) return;
    html.start("p");
    html.attribute("class", "also");
    html.text(words.also_in);
    std::string_view separator = " ";
    for (const ArticleSource& other : article.also_in) {
        html.text(std::exchange(separator, ", "));
        write_anchor(html, shown_web_address(other.facts.link), shown_source_title(other));
    }
    for (const Follower& follower : article.followers) {
        html.text(std::exchange(separator, ", "));
        write_anchor(html, shown_link(follower.url), shown_source_title(follower.source));
    }
    if (article.more_followers > 0) html.text(' ' + fmt::format(fmt::runtime(words.and_more), article.more_followers));
    html.end();
}

void write_article(XmlWriter& html, const PublishedEntry& published, const PageWords& words) {
    const Article& article = published.article;
    html.line_break();
    html.start("article");
    if (article.position > 0) html.attribute("id", std::to_string(article.position));
    html.start("h2");
    html.optional_attribute("lang", shown_language(article.entry.lang));
    write_anchor(html, shown_link(article.entry.link), shown_title(article));
    html.end();
    write_byline(html, article, words);
    write_withdrawal(html, article, words);
    write_figure(html, article.entry.picture, words);
    html.start("div");
    html.optional_attribute("lang", shown_language(article.entry.lang));
    write_texts(html, published, words);
    html.end();
    write_also_in(html, article, words);
    html.end();
}

} // namespace

std::string write_html(const Channel& channel, std::span<const PublishedEntry> entries) {
    const PageWords& words = words_for(channel, entries);
    const std::array<PageFeed, 3> feeds = {{{"Atom", "application/atom+xml", channel.atom, channel.title},
                                            {"RSS", "application/rss+xml", channel.rss, channel.title},
                                            {"JSON", "application/feed+json", channel.json, channel.title}}};
    XmlWriter html(XmlWriter::Syntax::html);
    begin_page(html, {.title = channel.title,
                      .description = channel.description,
                      .canonical = channel.page,
                      .language = words.language,
                      .feeds = feeds});
    write_header(html, channel, feeds, words);
    html.line_break();
    html.start("main");
    if (entries.empty()) html.element("p", words.nothing_yet);
    for (const PublishedEntry& entry : entries) write_article(html, entry, words);
    html.end();
    end_page(html, words);
    return std::move(html).take();
}

} // namespace arna

#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/write/digest_list.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/media_writer.hpp"
#include "feeds/write/shown.hpp"
#include "feeds/write/xml_writer.hpp"

#include <string>

namespace arna {
namespace {

struct AtomLink {
    std::string_view rel, href, type;
    std::string title;
    std::string_view language = {};
    std::optional<std::uint64_t> length;
};

void write_link(XmlWriter& xml, const AtomLink& link) {
    if (link.href.empty()) return;
    xml.start("link");
    xml.attribute("rel", link.rel);
    xml.optional_attribute("type", link.type);
    xml.attribute("href", link.href);
    xml.optional_attribute("hreflang", link.language);
    xml.optional_attribute("title", link.title);
    if (link.length) xml.attribute("length", std::to_string(*link.length));
    xml.end();
}

/// RFC 4287 §3.2
void write_person(XmlWriter& xml, std::string_view element, const Person& person) {
    xml.start(element);
    xml.element("name", person.name);
    xml.optional_element("uri", shown_web_address(person.uri));
    xml.optional_element("email", shown_email(person.email));
    xml.end();
}

void write_markup(XmlWriter& xml, std::string_view element, const std::string& html) {
    if (html.empty()) return;
    xml.start(element);
    xml.attribute("type", "html");
    xml.text(html);
    xml.end();
}

void write_categories(XmlWriter& xml, const Entry& entry) {
    for (const Category& category : entry.categories) {
        if (category.term.empty()) continue;
        xml.start("category");
        xml.attribute("term", category.term);
        // A name that is no address would be none of a scheme (§4.2.2.2); that it is a section is told all the same.
        if (const auto scheme = shown_scheme(category); is_absolute_url(scheme))
            xml.attribute("scheme", scheme);
        else if (category.is_section)
            xml.attribute("scheme", section_scheme);
        xml.optional_attribute("label", category.label);
        xml.end();
    }
}

void write_links(XmlWriter& xml, const PublishedEntry& published) {
    const Article& article = published.article;
    const Entry& entry = article.entry;
    const auto page = shown_link(entry.link);
    write_link(xml, {.rel = "alternate", .href = page});
    if (published.digest) return;
    write_link(xml, {.rel = "via", .href = page, .title = std::string(shown_source_title(article.source))});
    if (entry.via != entry.link) write_link(xml, {.rel = "via", .href = shown_link(entry.via)});
    for (const Enclosure& file : entry.enclosures) {
        write_link(xml, {.rel = "enclosure",
                         .href = shown_link(file.url),
                         .type = shown_media_type(file.type),
                         .length = file.length});
    }
    for (const ArticleSource& other : article.also_in) {
        write_link(
            xml,
            {.rel = "related", .href = shown_link(other.facts.link), .title = std::string(shown_source_title(other))});
    }
    for (const Follower& follower : article.followers) {
        write_link(xml, {.rel = "related", .href = shown_link(follower.url), .title = shown_follower_title(follower)});
    }
    write_link(xml, {.rel = "replies", .href = shown_link(entry.comments)});
}

/// An entry must have a page or a content (§4.1.2), which should not be blank (§4.1.1.1): without a page its summary is
/// the content, and where there is no text at all, its title.
void write_texts(XmlWriter& xml, const PublishedEntry& published) {
    const ShownTexts texts = shown_texts(published);
    const bool must_have_content = shown_link(published.article.entry.link).empty() && texts.content.empty();
    const std::string_view summary = must_have_content ? "content" : "summary";
    xml.optional_element(summary, texts.excerpt);
    write_markup(xml, summary, texts.summary_markup());
    write_markup(xml, "content", texts.content_markup());
    if (must_have_content && texts.summary.empty() && texts.excerpt.empty())
        xml.element("content", shown_title(published.article));
}

/// What the article was taken from (§4.2.11). It should have an id and a date: where the source has none, its feed's
/// address and the article's own date stand for them.
void write_source(XmlWriter& xml, const Article& article) {
    const FeedFacts& facts = article.source.facts;
    xml.start("source");
    xml.optional_element("id", shown_source_id(article.source));
    xml.element("title", shown_source_title(article.source));
    write_link(xml, {.rel = "alternate", .href = shown_link(facts.link)});
    write_link(xml, {.rel = "self", .href = shown_web_address(facts.self)});
    xml.element("updated", format_rfc3339(facts.updated.value_or(article.updated)));
    xml.optional_element("rights", facts.rights);
    xml.end();
}

void write_entry(XmlWriter& xml, const Channel& channel, const PublishedEntry& published) {
    const Article& article = published.article;
    xml.line_break();
    xml.start("entry");
    // An entry of unknown language would otherwise be in the feed's (§2).
    const auto language = shown_language(article.entry.lang);
    const bool would_inherit = language.empty() && !shown_language(channel.language).empty();
    xml.optional_attribute("xml:lang", would_inherit ? "und" : language);
    xml.element("id", article.entry_id);
    xml.element("title", shown_title(article));
    xml.element("published", format_rfc3339(article.published));
    xml.element("updated", format_rfc3339(article.updated));
    write_links(xml, published);
    for (const Person& author : shown_authors(article)) write_person(xml, "author", author);
    for (const Person& person : article.entry.contributors) {
        if (!person.name.empty()) write_person(xml, "contributor", person);
    }
    write_categories(xml, article.entry);
    xml.optional_element("rights", article.entry.rights);
    write_picture(xml, article.entry.picture);
    if (published.digest) {
        write_markup(xml, "content", digest_markup(*published.digest));
    } else {
        write_source(xml, article);
        write_texts(xml, published);
    }
    xml.end();
}

/// The description is the tag's, which an edition or a digest of another language only quotes (§2).
void write_subtitle(XmlWriter& xml, const Channel& channel) {
    if (channel.description.empty()) return;
    xml.start("subtitle");
    const auto language = shown_language(channel.description_language);
    if (language != shown_language(channel.language)) xml.attribute("xml:lang", language.empty() ? "und" : language);
    xml.text(channel.description);
    xml.end();
}

void write_channel(XmlWriter& xml, const Channel& channel) {
    xml.element("id", channel.id);
    xml.element("title", channel.title);
    write_subtitle(xml, channel);
    xml.element("updated", format_rfc3339(channel.updated));
    write_link(xml, {.rel = "self", .href = channel.atom, .type = "application/atom+xml"});
    write_link(xml, {.rel = "alternate", .href = channel.page, .type = "text/html"});
    // One alternate: some readers open the last one as the page.
    write_link(xml, {.rel = "related", .href = channel.rss, .type = "application/rss+xml"});
    write_link(xml, {.rel = "related", .href = channel.json, .type = "application/feed+json"});
    for (const Branch& branch : channel.branches) {
        if (branch.kind != Branch::Kind::edition) continue;
        write_link(xml, {.rel = "related",
                         .href = branch.atom,
                         .type = "application/atom+xml",
                         .title = branch.name,
                         .language = branch.language});
    }
    write_link(xml, {.rel = "prev-archive", .href = channel.prev_archive});
    write_link(xml, {.rel = "current", .href = channel.current});
    if (channel.is_archive) xml.element("fh:archive", "");
    xml.start("generator");
    xml.optional_attribute("version", channel.generator_version);
    xml.text("arna");
    xml.end();
}

} // namespace

std::string write_atom(const Channel& channel, std::span<const PublishedEntry> entries) {
    XmlWriter xml;
    xml.start("feed");
    xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
    xml.attribute("xmlns:media", media_namespace);
    if (channel.is_archive) xml.attribute("xmlns:fh", "http://purl.org/syndication/history/1.0");
    xml.optional_attribute("xml:lang", shown_language(channel.language));
    write_channel(xml, channel);
    for (const PublishedEntry& entry : entries) write_entry(xml, channel, entry);
    xml.line_break();
    xml.end();
    return std::move(xml).take();
}

} // namespace arna

#include "feeds/text/date/date.hpp"
#include "feeds/write/digest_list.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/media_writer.hpp"
#include "feeds/write/shown.hpp"
#include "feeds/write/xml_text.hpp"
#include "feeds/write/xml_writer.hpp"

#include <string>

namespace arna {
namespace {

void write_atom_link(XmlWriter& xml, std::string_view rel, std::string_view href, std::string_view type,
                     std::string_view title = {}) {
    if (href.empty()) return;
    xml.start("atom:link");
    xml.attribute("rel", rel);
    xml.optional_attribute("type", type);
    xml.attribute("href", href);
    xml.optional_attribute("title", title);
    xml.end();
}

void write_guid(XmlWriter& xml, const Article& article) {
    // Only the page's own address may be called a permalink: an id that merely looks like one is not to be opened.
    const bool is_permalink = article.entry_id == article.entry.link && !shown_web_address(article.entry_id).empty();
    xml.start("guid");
    xml.attribute("isPermaLink", is_permalink ? "true" : "false");
    xml.text(article.entry_id);
    xml.end();
}

void write_categories(XmlWriter& xml, const Entry& entry) {
    for (const Category& category : entry.categories) {
        if (category.term.empty()) continue;
        xml.start("category");
        xml.optional_attribute("domain", shown_scheme(category));
        xml.text(category.term);
        xml.end();
    }
}

/// The feed that it was taken from, whose address the element needs; the site where the feed's is not to be shown.
void write_source(XmlWriter& xml, const ArticleSource& source) {
    auto url = shown_web_address(source.facts.self);
    if (url.empty()) url = shown_web_address(source.facts.link);
    if (url.empty()) {
        xml.element("dc:source", shown_source_title(source));
        return;
    }
    xml.start("source");
    xml.attribute("url", url);
    xml.text(shown_source_title(source));
    xml.end();
}

/// The first file is the enclosure: the best-practice profile allows one. The others are Media RSS objects.
void write_files(XmlWriter& xml, const Entry& entry) {
    bool has_enclosure = false;
    for (const Enclosure& file : entry.enclosures) {
        const auto url = shown_web_address(file.url);
        if (url.empty()) continue;
        const auto type = shown_media_type(file.type);
        const auto length = file.length ? std::to_string(*file.length) : std::string();
        if (!has_enclosure) {
            xml.start("enclosure");
            xml.attribute("url", url);
            xml.attribute("length", length.empty() ? "0" : length);
            xml.attribute("type", type.empty() ? "application/octet-stream" : type);
        } else {
            xml.start("media:content");
            xml.attribute("url", url);
            if (length != "0") xml.optional_attribute("fileSize", length); // positive
            xml.optional_attribute("type", type);
        }
        xml.end();
        has_enclosure = true;
    }
}

/// A summary is the description and the full text content:encoded; a text alone is the description.
void write_texts(XmlWriter& xml, const PublishedEntry& published) {
    const ShownTexts texts = shown_texts(published);
    if (!texts.excerpt.empty()) {
        std::string markup;
        append_xml_text(markup, texts.excerpt); // a description is markup
        xml.element("description", markup);
    } else if (texts.summary.empty()) {
        xml.optional_element("description", texts.content_markup());
    } else {
        xml.element("description", texts.summary_markup());
        xml.optional_element("content:encoded", texts.content_markup());
    }
}

/// Where it was taken from, who else has it, and its texts.
void write_provenance(XmlWriter& xml, const PublishedEntry& published) {
    const Article& article = published.article;
    write_source(xml, article.source);
    write_atom_link(xml, "via", shown_link(article.entry.link), {}, shown_source_title(article.source));
    for (const ArticleSource& other : article.also_in) {
        write_atom_link(xml, "related", shown_link(other.facts.link), {}, shown_source_title(other));
    }
    for (const Follower& follower : article.followers) {
        write_atom_link(xml, "related", shown_link(follower.url), {}, shown_follower_title(follower));
    }
    write_texts(xml, published);
}

void write_item(XmlWriter& xml, const PublishedEntry& published) {
    const Article& article = published.article;
    const Entry& entry = article.entry;
    xml.line_break();
    xml.start("item");
    xml.element("title", shown_title(article));
    xml.optional_element("link", shown_link(entry.link));
    write_guid(xml, article);
    xml.element("pubDate", format_rfc2822(article.published));
    if (article.updated != article.published) xml.element("atom:updated", format_rfc3339(article.updated));
    for (const Person& author : shown_authors(article)) xml.element("dc:creator", author.name);
    for (const Person& person : entry.contributors) xml.optional_element("dc:contributor", person.name);
    write_categories(xml, entry);
    xml.optional_element("dc:language", shown_language(entry.lang));
    xml.optional_element("dc:rights", entry.rights);
    xml.optional_element("comments", shown_web_address(entry.comments));
    write_files(xml, entry);
    write_picture(xml, entry.picture);
    if (published.digest)
        xml.element("description", digest_markup(*published.digest));
    else
        write_provenance(xml, published);
    xml.end();
}

void write_channel(XmlWriter& xml, const Channel& channel) {
    xml.element("title", channel.title);
    xml.element("link", channel.page);
    xml.element("description", channel.description.empty() ? channel.title : channel.description);
    xml.optional_element("language", shown_language(channel.language));
    xml.element("lastBuildDate", format_rfc2822(channel.updated));
    xml.element("generator", channel.generator_version.empty() ? "arna" : "arna " + channel.generator_version);
    xml.element("docs", "https://www.rssboard.org/rss-specification");
    write_atom_link(xml, "self", channel.rss, "application/rss+xml");
    write_atom_link(xml, "alternate", channel.atom, "application/atom+xml");
    write_atom_link(xml, "prev-archive", channel.prev_archive, "application/atom+xml");
}

} // namespace

std::string write_rss(const Channel& channel, std::span<const PublishedEntry> entries) {
    XmlWriter xml;
    xml.start("rss");
    xml.attribute("version", "2.0");
    xml.attribute("xmlns:atom", "http://www.w3.org/2005/Atom");
    xml.attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/");
    xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml.attribute("xmlns:media", media_namespace);
    xml.line_break();
    xml.start("channel");
    write_channel(xml, channel);
    for (const PublishedEntry& entry : entries) write_item(xml, entry);
    xml.line_break();
    xml.end();
    xml.end();
    return std::move(xml).take();
}

} // namespace arna

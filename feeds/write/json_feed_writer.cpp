#include "feeds/text/date/date.hpp"
#include "feeds/write/digest_list.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/json_writer.hpp"
#include "feeds/write/shown.hpp"

#include <string>
#include <utility>

namespace arna {
namespace {

void write_people(JsonWriter& json, std::string_view key, std::span<const Person> persons) {
    json.optional_array(key, [&] {
        for (const Person& person : persons)
            json.optional_object([&] {
                json.optional_member("name", person.name);
                json.optional_member("url", shown_web_address(person.uri));
                json.optional_member("avatar", shown_web_address(person.avatar));
            });
    });
}

void write_attachments(JsonWriter& json, const Entry& entry) {
    json.optional_array("attachments", [&] {
        for (const Enclosure& file : entry.enclosures) {
            const auto url = shown_web_address(file.url);
            if (url.empty()) continue;
            json.begin_object();
            json.member("url", url);
            const auto type = shown_media_type(file.type);
            json.member("mime_type", type.empty() ? "application/octet-stream" : type);
            if (file.length) {
                json.key("size_in_bytes");
                json.number(*file.length);
            }
            json.end_object();
        }
    });
}

/// The terms of all categories, or of the sections alone.
void write_terms(JsonWriter& json, std::string_view key, const Entry& entry, bool only_sections) {
    json.optional_array(key, [&] {
        for (const Category& category : entry.categories)
            if (!category.term.empty() && (category.is_section || !only_sections)) json.string(category.term);
    });
}

void write_source(JsonWriter& json, const ArticleSource& from) {
    json.optional_object("source", [&] {
        json.optional_member("id", from.facts.id);
        json.optional_member("title", shown_source_title(from));
        json.optional_member("url", shown_web_address(from.facts.link));
        json.optional_member("feed_url", shown_web_address(from.facts.self));
        if (from.facts.updated) json.member("updated", format_rfc3339(*from.facts.updated));
        json.optional_member("rights", from.facts.rights);
    });
}

void write_others(JsonWriter& json, const Article& article) {
    json.optional_array("also_in", [&] {
        for (const ArticleSource& other : article.also_in) {
            json.begin_object();
            json.optional_member("title", shown_source_title(other));
            json.optional_member("url", shown_web_address(other.facts.link));
            json.end_object();
        }
        for (const Follower& follower : article.followers) {
            json.begin_object();
            json.optional_member("title", follower.title);
            json.optional_member("url", shown_web_address(follower.url));
            json.optional_member("source", shown_source_title(follower.source));
            json.end_object();
        }
    });
}

/// Attribution that JSON Feed has no member for.
void write_attribution(JsonWriter& json, const Article& article) {
    const Entry& entry = article.entry;
    write_source(json, article.source);
    json.optional_member("via", shown_link(entry.link));
    write_terms(json, "sections", entry, true);
    json.optional_member("image_credit", entry.picture.credit);
    json.optional_member("image_description", entry.picture.alt);
    write_people(json, "contributors", entry.contributors);
    json.optional_member("rights", entry.rights);
    json.optional_member("comments", shown_web_address(entry.comments));
    write_others(json, article);
    if (article.withdrawn) json.member("withdrawn", format_rfc3339(*article.withdrawn));
}

void write_digested(JsonWriter& json, const DigestContent& digest) {
    json.key("articles");
    json.begin_array();
    for (const DigestedArticle& article : digest.articles) {
        json.begin_object();
        json.optional_member("title", article.title);
        json.optional_member("url", shown_link(article.url));
        json.optional_member("source", article.source);
        json.end_object();
    }
    json.end_array();
}

/// An item must have a text of one kind (§ Items), even where it may not be republished.
void write_texts(JsonWriter& json, const PublishedEntry& published, std::string_view title) {
    if (published.digest) return json.optional_member("content_html", digest_markup(*published.digest));
    const ShownTexts texts = shown_texts(published);
    if (!texts.content.empty()) {
        json.optional_member("content_html", texts.content_markup());
        json.optional_member("summary", excerpt(texts.summary.str(), texts.summary.str().size()));
    } else if (!texts.summary.empty()) {
        json.optional_member("content_html", texts.summary_markup());
    } else {
        json.optional_member("content_text", texts.excerpt.empty() ? title : texts.excerpt);
    }
}

void write_item(JsonWriter& json, const PublishedEntry& published) {
    const Article& article = published.article;
    const Entry& entry = article.entry;
    const auto title = shown_title(article);
    json.begin_object();
    json.member("id", article.entry_id);
    json.optional_member("url", shown_link(entry.link));
    json.optional_member("title", title);
    write_texts(json, published, title);
    json.optional_member("image", shown_web_address(entry.picture.url));
    json.member("date_published", format_rfc3339(article.published));
    json.member("date_modified", format_rfc3339(article.updated));
    write_people(json, "authors", shown_authors(article));
    write_terms(json, "tags", entry, false);
    json.optional_member("language", shown_language(entry.lang));
    write_attachments(json, entry);
    json.key("_arna");
    json.begin_object();
    if (published.digest)
        write_digested(json, *published.digest);
    else
        write_attribution(json, article);
    json.end_object();
    json.end_object();
}

void write_channel(JsonWriter& json, const Channel& channel) {
    json.member("version", "https://jsonfeed.org/version/1.1");
    json.optional_member("title", channel.title);
    json.optional_member("home_page_url", channel.page);
    json.optional_member("feed_url", channel.json);
    json.optional_member("description", channel.description);
    json.optional_member("language", shown_language(channel.language));
    json.key("_arna");
    json.begin_object();
    json.optional_member("id", channel.id);
    json.optional_member("updated", format_rfc3339(channel.updated));
    json.optional_member("generator", channel.generator_version.empty() ? "arna" : "arna " + channel.generator_version);
    json.optional_member("prev_archive", channel.prev_archive);
    json.end_object();
}

} // namespace

std::string write_json_feed(const Channel& channel, std::span<const PublishedEntry> entries) {
    JsonWriter json;
    json.begin_object();
    write_channel(json, channel);
    json.key("items");
    json.begin_array();
    for (const PublishedEntry& entry : entries) write_item(json, entry);
    json.end_array();
    json.end_object();
    return std::move(json).take();
}

} // namespace arna

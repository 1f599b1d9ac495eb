#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/write/digest_list.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/shown.hpp"

#include <boost/json.hpp>

#include <string>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

/// Adds a member unless its value is empty: JSON Feed leaves out what is not known.
void add(json::object& object, std::string_view key, std::string_view value) {
    if (!value.empty()) object[key] = xml_characters(value);
}

void add(json::object& object, std::string_view key, json::array values) {
    if (!values.empty()) object[key] = std::move(values);
}

void add(json::object& object, std::string_view key, json::object value) {
    if (!value.empty()) object[key] = std::move(value);
}

json::array people(std::span<const Person> persons) {
    json::array list;
    for (const Person& person : persons) {
        json::object one;
        add(one, "name", person.name);
        add(one, "url", shown_web_address(person.uri));
        add(one, "avatar", shown_web_address(person.avatar));
        if (!one.empty()) list.push_back(std::move(one));
    }
    return list;
}

json::array attachments(const Entry& entry) {
    json::array list;
    for (const Enclosure& file : entry.enclosures) {
        const auto url = shown_web_address(file.url);
        if (url.empty()) continue;
        json::object one;
        add(one, "url", url);
        const auto type = shown_media_type(file.type);
        add(one, "mime_type", type.empty() ? "application/octet-stream" : type);
        if (file.length) one["size_in_bytes"] = *file.length;
        list.push_back(std::move(one));
    }
    return list;
}

json::array tags(const Entry& entry) {
    json::array list;
    for (const Category& category : entry.categories) {
        if (!category.term.empty()) list.emplace_back(xml_characters(category.term));
    }
    return list;
}

json::array sections(const Entry& entry) {
    json::array list;
    for (const Category& category : entry.categories) {
        if (category.is_section && !category.term.empty()) list.emplace_back(xml_characters(category.term));
    }
    return list;
}

json::object source(const ArticleSource& from) {
    json::object object;
    add(object, "id", from.facts.id);
    add(object, "title", shown_source_title(from));
    add(object, "url", shown_web_address(from.facts.link));
    add(object, "feed_url", shown_web_address(from.facts.self));
    if (from.facts.updated) object["updated"] = format_rfc3339(*from.facts.updated);
    add(object, "rights", from.facts.rights);
    return object;
}

/// Attribution that JSON Feed has no member for.
json::object attribution(const Article& article) {
    const Entry& entry = article.entry;
    json::object object;
    add(object, "source", source(article.source));
    add(object, "via", shown_link(entry.link));
    add(object, "sections", sections(entry));
    add(object, "image_credit", entry.picture.credit);
    add(object, "image_description", entry.picture.alt);
    add(object, "contributors", people(entry.contributors));
    add(object, "rights", entry.rights);
    add(object, "comments", shown_web_address(entry.comments));
    json::array others;
    for (const ArticleSource& other : article.also_in) {
        json::object one;
        add(one, "title", shown_source_title(other));
        add(one, "url", shown_web_address(other.facts.link));
        others.push_back(std::move(one));
    }
    for (const Follower& follower : article.followers) {
        json::object one;
        add(one, "title", follower.title);
        add(one, "url", shown_web_address(follower.url));
        add(one, "source", shown_source_title(follower.source));
        others.push_back(std::move(one));
    }
    add(object, "also_in", std::move(others));
    if (article.withdrawn) object["withdrawn"] = format_rfc3339(*article.withdrawn);
    return object;
}

json::object digested(const DigestContent& digest) {
    json::array articles;
    for (const DigestedArticle& article : digest.articles) {
        json::object one;
        add(one, "title", article.title);
        add(one, "url", shown_link(article.url));
        add(one, "source", article.source);
        articles.push_back(std::move(one));
    }
    return {{"articles", std::move(articles)}};
}

/// An item must have a text of one kind (§ Items), even where it may not be republished.
void add_texts(json::object& item, const PublishedEntry& published, std::string_view title) {
    if (published.digest) return add(item, "content_html", digest_markup(*published.digest));
    const ShownTexts texts = shown_texts(published);
    if (!texts.content.empty()) {
        add(item, "content_html", texts.content_markup());
        add(item, "summary", excerpt(texts.summary.str(), texts.summary.str().size()));
    } else if (!texts.summary.empty()) {
        add(item, "content_html", texts.summary_markup());
    } else {
        add(item, "content_text", texts.excerpt.empty() ? title : texts.excerpt);
    }
}

json::object item(const PublishedEntry& published) {
    const Article& article = published.article;
    const Entry& entry = article.entry;
    const auto title = shown_title(article);
    json::object object;
    object["id"] = xml_characters(article.entry_id);
    add(object, "url", shown_link(entry.link));
    add(object, "title", title);
    add_texts(object, published, title);
    add(object, "image", shown_web_address(entry.picture.url));
    object["date_published"] = format_rfc3339(article.published);
    object["date_modified"] = format_rfc3339(article.updated);
    add(object, "authors", people(shown_authors(article)));
    add(object, "tags", tags(entry));
    add(object, "language", shown_language(entry.lang));
    add(object, "attachments", attachments(entry));
    object["_arna"] = published.digest ? digested(*published.digest) : attribution(article);
    return object;
}

} // namespace

std::string write_json_feed(const Channel& channel, std::span<const PublishedEntry> entries) {
    json::object feed;
    feed["version"] = "https://jsonfeed.org/version/1.1";
    add(feed, "title", channel.title);
    add(feed, "home_page_url", channel.page);
    add(feed, "feed_url", channel.json);
    add(feed, "description", channel.description);
    add(feed, "language", shown_language(channel.language));
    json::object more;
    add(more, "id", channel.id);
    add(more, "updated", format_rfc3339(channel.updated));
    add(more, "generator", channel.generator_version.empty() ? "arna" : "arna " + channel.generator_version);
    add(more, "prev_archive", channel.prev_archive);
    feed["_arna"] = std::move(more);
    json::array items;
    items.reserve(entries.size());
    for (const PublishedEntry& entry : entries) items.push_back(item(entry));
    feed["items"] = std::move(items);
    return json::serialize(feed);
}

} // namespace arna

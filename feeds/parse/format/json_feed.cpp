#include "feeds/parse/format/json_feed.hpp"

#include "feeds/parse/category.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/json/document.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/person.hpp"
#include "feeds/parse/room.hpp"
#include "feeds/parse/xml/document.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

/// What is the same for the whole document.
class JsonReader {
public:
    JsonReader(Problems& problems, const ParseOptions& options, std::size_t document_bytes, const TakeItem& take)
        : problems_(problems), options_(options), take_(take), room_(document_bytes), base_(options.base) {}

    RawFeed read(const json::object& root) {
        RawFeed feed;
        feed.format = version(root);
        settle(root, feed);
        feed.title = plain(root, "title");
        feed.subtitle = plain(root, "description");
        feed.info = plain(root, "user_comment");
        feed.next = url(root, "next_url");
        feed.logo = url(root, "icon");
        feed.icon = url(root, "favicon");
        feed.authors = authors(root);
        const auto* expired = root.if_contains("expired");
        feed.is_complete = expired != nullptr && expired->is_bool() && expired->get_bool();
        each_json_member(root, "hubs", [&](const json::value& hub) {
            auto address = hub.is_object() ? url(hub.get_object(), "url") : url(json_text(hub));
            if (!address.empty()) room_.add(feed.hubs, std::move(address), limits::hubs);
        });
        extensions(root, feed.ext);
        std::size_t count = 0;
        each_json_member(root, "items", [&](const json::value& item) {
            if (!item.is_object()) return;
            if (++count <= limits::items && room_.take(sizeof(RawItem))) {
                auto made = read_item(item);
                room_.count(made);
                take_(feed, std::move(made));
            } else {
                problems_.add_without_place("feed-too-long", "further items are left out");
            }
        });
        if (room_.was_short()) problems_.add_without_place("feed-too-long", "parts of it are left out");
        return feed;
    }

private:
    FeedFormat version(const json::object& root) {
        const auto text = json_text(root, "version");
        if (text.empty())
            problems_.add_without_place("json-version-missing", "a JSON Feed without a version is read as 1.1");
        auto number = std::string_view(text);
        while (number.ends_with('/')) number.remove_suffix(1);
        number.remove_prefix(number.find_last_of('/') + 1);
        return number == "1" || number == "1.0" ? FeedFormat::json_1_0 : FeedFormat::json_1_1;
    }

    /// Language and base, which everything else needs.
    void settle(const json::object& root, RawFeed& feed) {
        feed.lang = language_tag(json_text(root, "language"));
        if (feed.lang.empty()) feed.lang = language_tag(options_.content_language);
        lang_ = feed.lang;
        feed.link = url(root, "home_page_url");
        feed.self = url(root, "feed_url");
        feed.id = feed.self;
        if (!feed.link.empty()) feed.links.push_back({.rel = "alternate", .href = feed.link});
        if (!feed.self.empty()) feed.links.push_back({.rel = "self", .href = feed.self});
        for (const auto* address : {&feed.link, &feed.self}) {
            if (!is_absolute_url(*address) || address->size() > limits::base_bytes) continue;
            base_ = *address;
            return;
        }
    }

    RawItem read_item(const json::value& value) {
        const auto& object = value.get_object();
        RawItem item;
        if (is_seen(options_, json_hash(value), fmt::format("{}\n{}", base_, lang_), item)) return item;
        item.id = json_text(object, "id");
        item.link = url(object, "url");
        if (!item.link.empty()) item.links.push_back({.rel = "alternate", .href = item.link});
        if (auto other = url(object, "external_url"); !other.empty())
            item.links.push_back({.rel = "related", .href = std::move(other)});
        item.lang = language_tag(json_text(object, "language"));
        item.title = plain(object, "title", item.lang);
        item.summary = plain(object, "summary", item.lang);
        if (auto html = plain(object, "content_html", item.lang); !html.empty()) {
            html.type = Text::Type::html;
            item.content.push_back(std::move(html));
        }
        if (auto text = plain(object, "content_text", item.lang); !text.empty())
            item.content.push_back(std::move(text));
        item.image = url(object, "image");
        if (item.image.empty()) item.image = url(object, "banner_image");
        item.published = date(object, "date_published");
        item.updated = date(object, "date_modified");
        item.authors = authors(object);
        each_json_member(object, "tags", [&](const json::value& tag) {
            add_category(room_, item.categories, {.term = json_text(tag)});
        });
        each_json_member(object, "attachments", [&](const json::value& file) {
            if (file.is_object()) attachment(file.get_object(), item);
        });
        extensions(object, item.ext);
        return item;
    }

    void attachment(const json::object& file, RawItem& item) {
        Enclosure made{
            .url = url(file, "url"), .type = json_text(file, "mime_type"), .length = json_count(file, "size_in_bytes")};
        if (!made.url.empty()) room_.add(item.enclosures, std::move(made));
    }

    /// 1.1 has a list, 1.0 one author.
    std::vector<Person> authors(const json::object& object) {
        std::vector<Person> people;
        for (const auto* name : {"authors", "author"}) {
            each_json_member(object, name, [&](const json::value& author) {
                if (!author.is_object()) return add_person(room_, people, read_person(json_text(author)));
                const auto& fields = author.get_object();
                add_person(room_, people,
                           {.name = json_text(fields, "name"),
                            .email = json_text(fields, "email"),
                            .uri = url(fields, "url"),
                            .avatar = url(fields, "avatar")});
            });
            if (!people.empty()) break;
        }
        return people;
    }

    /// Custom extensions begin with an underscore (JSON Feed 1.1, "Extensions"); those with one value are kept.
    void extensions(const json::object& object, Extensions& found) {
        for (const auto& [name, value] : object) {
            if (!name.starts_with('_') || found.size() >= limits::extensions) continue;
            auto text = json_text(value);
            if (text.empty() || !room_.take(sizeof(Extensions::value_type) + text.size())) continue;
            found.emplace_back(std::string(name), std::vector{std::move(text)});
        }
    }

    Text plain(const json::object& object, std::string_view name, const std::string& own_lang = {}) const {
        Text text;
        text.value = json_text(object, name);
        if (text.value.empty()) return text;
        text.lang = own_lang.empty() ? lang_ : own_lang;
        text.base = base_;
        return text;
    }

    std::string url(const json::object& object, std::string_view name) const { return url(json_text(object, name)); }
    std::string url(const std::string& reference) const { return absolute_url(reference, base_); }

    std::optional<Time> date(const json::object& object, std::string_view name) {
        const auto text = json_text(object, name);
        if (text.empty()) return std::nullopt;
        auto time = parse_date(text, {.time_zone = options_.time_zone});
        if (!time) problems_.add_without_place("date-unreadable", "{}: {:.80}", name, text);
        return time;
    }

    Problems& problems_;
    const ParseOptions& options_;
    const TakeItem& take_;
    Room room_;
    std::string base_;
    std::string lang_;
};

/// Any object could be meant as a feed; these members say that it is.
bool is_feed(const json::object& root) {
    if (json_text(root, "version").find("jsonfeed.org") != std::string::npos) return true;
    const auto has = [&](std::string_view name) { return root.contains(name); };
    return has("items") ? has("title") || has("version") : has("title") && (has("feed_url") || has("home_page_url"));
}

} // namespace

Result<RawFeed> read_json_feed(DocumentText text, const ParseOptions& options, const TakeItem& take) {
    Problems problems(text.view());
    const auto document = JsonDocument::read(text.view(), problems);
    if (!document) return std::unexpected(document.error());
    if (!is_feed(document->root())) return fail(Errc::not_a_feed, "it is a JSON document, but no JSON Feed");
    const auto size = text.view().size();
    if (problems.detach()) text.free();
    auto feed = JsonReader(problems, options, size, take).read(document->root());
    feed.problems = problems.take();
    return feed;
}

} // namespace arna

#include "feeds/write/model_json.hpp"

#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

namespace arna {
namespace {

/// Writes JSON of which empty parts vanish: a member whose value turns out to hold nothing is taken back.
class JsonText {
public:
    void member(std::string_view key, std::string_view value) {
        if (!value.empty()) string_member(key, value);
    }

    void string_member(std::string_view key, std::string_view value) {
        start(key);
        quote(value);
    }

    void member(std::string_view key, const std::optional<Time>& value) {
        if (value) member(key, format_rfc3339(*value));
    }

    void member(std::string_view key, bool value) {
        if (value) literal(key, "true");
    }

    void member(std::string_view key, const std::optional<bool>& value) {
        if (value) literal(key, *value ? "true" : "false");
    }

    template <class Number>
        requires(!std::same_as<Number, bool>)
    void member(std::string_view key, const std::optional<Number>& value) {
        if (value) number(key, *value);
    }

    template <class Number>
    void number(std::string_view key, Number value) {
        start(key);
        append(value);
    }

    /// A number where the text is one.
    void number_or_text(std::string_view key, std::string_view value) {
        const bool is_number =
            !value.empty() && value.size() < 10 && value.find_first_not_of("0123456789") == std::string_view::npos;
        if (is_number && (value.front() != '0' || value.size() == 1)) {
            literal(key, value);
        } else {
            member(key, value);
        }
    }

    void member(std::string_view key, const std::vector<std::string>& values) {
        list(key, values, [this](const std::string& value) { quote(value); });
    }

    void member(std::string_view key, const std::vector<std::int32_t>& values) {
        list(key, values, [this](std::int32_t value) { append(value); });
    }

    /// An object of what `write` adds; left out when that is nothing.
    template <class Write>
    void object(std::string_view key, Write write) {
        const auto before = out_.size();
        start(key);
        if (!braces(write)) out_.resize(before);
    }

    void position(double latitude, double longitude) {
        out_ += '[';
        append(latitude);
        out_ += ',';
        append(longitude);
        out_ += ']';
    }

    /// A list with what `write` makes of each value; left out when empty.
    template <class Values, class Write>
    void list(std::string_view key, const Values& values, Write write) {
        if (std::empty(values)) return;
        any_list(key, values, write);
    }

    template <class Values, class Write>
    void any_list(std::string_view key, const Values& values, Write write) {
        start(key);
        out_ += '[';
        bool first = true;
        for (const auto& value : values) {
            if (!first) out_ += ',';
            first = false;
            write(value);
        }
        out_ += ']';
    }

    /// A list of objects; objects without members are dropped.
    template <class Values, class Write>
    void objects(std::string_view key, const Values& values, Write write) {
        const auto before = out_.size();
        start(key);
        out_ += '[';
        const auto first = out_.size();
        for (const auto& value : values) {
            const auto here = out_.size();
            if (here != first) out_ += ',';
            if (!braces([&] { write(value); })) out_.resize(here);
        }
        if (out_.size() == first) {
            out_.resize(before);
        } else {
            out_ += ']';
        }
    }

    /// `{…}` around what `write` adds; whether there was anything.
    template <class Write>
    bool braces(Write write) {
        out_ += '{';
        const auto inside = out_.size();
        write();
        const bool any = out_.size() != inside;
        out_ += '}';
        return any;
    }

    void quote(std::string_view text) {
        out_ += '"';
        std::size_t done = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
            out_.append(text, done, i - done);
            done = i + 1;
            escape(text[i]);
        }
        out_.append(text, done);
        out_ += '"';
    }

    std::string take() { return std::move(out_); }

private:
    void start(std::string_view key) {
        if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
        quote(key);
        out_ += ':';
    }

    void literal(std::string_view key, std::string_view word) {
        start(key);
        out_ += word;
    }

    template <class Number>
    void append(Number value) {
        if constexpr (std::is_floating_point_v<Number>) {
            if (!std::isfinite(value)) value = 0;
        }
        fmt::format_to(std::back_inserter(out_), "{}", value);
    }

    void escape(char c) {
        switch (c) {
        case '"': out_ += "\\\""; break;
        case '\\': out_ += "\\\\"; break;
        case '\n': out_ += "\\n"; break;
        case '\r': out_ += "\\r"; break;
        case '\t': out_ += "\\t"; break;
        default: fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned char>(c));
        }
    }

    std::string out_;
};

std::string_view name_of(FeedFormat format) {
    static constexpr std::array<std::string_view, 12> names = {"rss-0.90", "rss-0.91", "rss-0.92", "rss-0.93",
                                                               "rss-0.94", "rss-1.0",  "rss-2.0",  "atom-0.3",
                                                               "atom-1.0", "json-1.0", "json-1.1", "cdf"};
    return names.at(static_cast<std::size_t>(format));
}

std::string_view type_of(const Text& text) {
    switch (text.type) {
    case Text::Type::plain: return "text/plain";
    case Text::Type::html: return "text/html";
    case Text::Type::xhtml: return "application/xhtml+xml";
    case Text::Type::other: return text.media_type;
    }
    return {};
}

std::string_view name_of(Geo::Shape shape) {
    static constexpr std::array<std::string_view, 4> names = {"point", "line", "polygon", "box"};
    return names.at(static_cast<std::size_t>(shape));
}

void write_text(JsonText& json, const Text& text) {
    json.string_member("value", text.value);
    json.member("type", type_of(text));
    json.member("lang", text.lang);
    json.member("base", text.base);
    json.member("src", text.src);
}

void text_member(JsonText& json, std::string_view key, const Text& text) {
    if (!text.empty()) json.object(key, [&] { write_text(json, text); });
}

void write_person(JsonText& json, const Person& person) {
    json.member("name", person.name);
    json.member("email", person.email);
    json.member("uri", person.uri);
    json.member("avatar", person.avatar);
}

void people(JsonText& json, std::string_view key, const std::vector<Person>& values) {
    json.objects(key, values, [&](const Person& person) { write_person(json, person); });
}

void person_member(JsonText& json, std::string_view key, const Boxed<Person>& person) {
    if (person) json.object(key, [&] { write_person(json, *person); });
}

void links_member(JsonText& json, const std::vector<Link>& links) {
    json.objects("links", links, [&](const Link& link) {
        json.member("rel", link.rel);
        json.member("href", link.href);
        json.member("type", link.type);
        json.member("hreflang", link.hreflang);
        json.member("title", link.title);
        json.member("length", link.length);
    });
}

void categories_member(JsonText& json, const std::vector<Category>& categories) {
    json.objects("categories", categories, [&](const Category& category) {
        json.member("term", category.term);
        json.member("scheme", category.scheme);
        json.member("label", category.label);
    });
}

void generator_member(JsonText& json, const std::optional<Generator>& generator) {
    if (!generator) return;
    json.object("generator", [&] {
        json.member("name", generator->name);
        json.member("uri", generator->uri);
        json.member("version", generator->version);
    });
}

void valid_member(JsonText& json, const Boxed<Validity>& valid) {
    if (!valid) return;
    json.object("valid", [&] {
        json.member("start", valid->start);
        json.member("end", valid->end);
    });
}

void geo_member(JsonText& json, const Boxed<Geo>& geo) {
    if (!geo || geo->positions.empty()) return;
    json.object("geo", [&] {
        json.member("type", name_of(geo->shape));
        if (geo->shape == Geo::Shape::point) {
            json.number("lat", geo->positions.front().latitude);
            json.number("lon", geo->positions.front().longitude);
        } else {
            json.list("points", geo->positions,
                      [&](const Geo::Position& at) { json.position(at.latitude, at.longitude); });
        }
        json.member("elevation", geo->elevation);
    });
}

void ext_member(JsonText& json, const Extensions& extensions) {
    json.object("ext", [&] {
        for (const auto& [name, values] : extensions) json.member(name, values);
    });
}

void image_member(JsonText& json, const std::optional<FeedImage>& image) {
    if (!image) return;
    json.object("image", [&] {
        json.member("url", image->url);
        json.member("title", image->title);
        json.member("link", image->link);
        json.member("width", image->width);
        json.member("height", image->height);
        json.member("description", image->description);
    });
}

void itunes_member(JsonText& json, const Boxed<ItunesFeed>& itunes) {
    if (!itunes) return;
    json.object("itunes", [&] {
        json.member("author", itunes->author);
        json.member("owner_name", itunes->owner_name);
        json.member("owner_email", itunes->owner_email);
        json.member("subtitle", itunes->subtitle);
        json.member("summary", itunes->summary);
        json.member("image", itunes->image);
        json.member("categories", itunes->categories);
        json.member("explicit", itunes->is_explicit);
        json.member("block", itunes->is_blocked);
        json.member("keywords", itunes->keywords);
        json.member("type", itunes->type);
        json.member("new_feed_url", itunes->new_feed_url);
        json.member("complete", itunes->is_complete);
    });
}

void itunes_member(JsonText& json, const Boxed<ItunesItem>& itunes) {
    if (!itunes) return;
    json.object("itunes", [&] {
        json.member("author", itunes->author);
        json.member("subtitle", itunes->subtitle);
        json.member("summary", itunes->summary);
        json.member("image", itunes->image);
        json.member("duration", itunes->duration);
        json.member("explicit", itunes->is_explicit);
        json.member("block", itunes->is_blocked);
        json.member("episode", itunes->episode);
        json.member("season", itunes->season);
        json.member("episode_type", itunes->episode_type);
        json.member("title", itunes->title);
        json.member("keywords", itunes->keywords);
    });
}

void media_member(JsonText& json, const std::vector<Media>& media) {
    json.objects("media", media, [&](const Media& medium) {
        json.member("url", medium.url);
        json.member("type", medium.type);
        json.member("medium", medium.medium);
        json.member("width", medium.width);
        json.member("height", medium.height);
        json.member("duration", medium.duration);
        json.member("size", medium.size);
        text_member(json, "title", medium.title);
        text_member(json, "description", medium.description);
        json.objects("thumbnails", medium.thumbnails, [&](const Media::Thumbnail& thumbnail) {
            json.member("url", thumbnail.url);
            json.member("width", thumbnail.width);
            json.member("height", thumbnail.height);
            json.member("time", thumbnail.time);
        });
        json.objects("credits", medium.credits, [&](const Media::Credit& credit) {
            json.member("name", credit.name);
            json.member("role", credit.role);
            json.member("scheme", credit.scheme);
        });
        json.member("rating", medium.rating);
        json.member("expression", medium.expression);
        json.member("default", medium.is_default);
        json.member("player", medium.player);
    });
}

void source_member(JsonText& json, const Boxed<RawSource>& source) {
    if (!source) return;
    json.object("source", [&] {
        json.member("id", source->id);
        text_member(json, "title", source->title);
        text_member(json, "subtitle", source->subtitle);
        text_member(json, "rights", source->rights);
        json.member("link", source->link);
        json.member("self", source->self);
        links_member(json, source->links);
        json.member("icon", source->icon);
        json.member("logo", source->logo);
        people(json, "authors", source->authors);
        people(json, "contributors", source->contributors);
        categories_member(json, source->categories);
        generator_member(json, source->generator);
        json.member("updated", source->updated);
    });
}

void write_item(JsonText& json, const RawItem& item) {
    json.member("id", item.id);
    json.member("id_is_permalink", item.id_is_permalink);
    json.member("link", item.link);
    links_member(json, item.links);
    text_member(json, "title", item.title);
    text_member(json, "summary", item.summary);
    json.objects("content", item.content, [&](const Text& text) {
        if (!text.empty()) write_text(json, text);
    });
    text_member(json, "rights", item.rights);
    json.member("lang", item.lang);
    json.member("license", item.license);
    people(json, "authors", item.authors);
    people(json, "contributors", item.contributors);
    person_member(json, "publisher", item.publisher);
    categories_member(json, item.categories);
    json.member("published", item.published);
    json.member("updated", item.updated);
    json.member("created", item.created);
    json.member("expired", item.expired);
    valid_member(json, item.valid);
    json.member("comments", item.comments);
    json.member("comments_feed", item.comments_feed);
    json.member("comments_count", item.comments_count);
    json.objects("enclosures", item.enclosures, [&](const Enclosure& enclosure) {
        json.member("url", enclosure.url);
        json.member("type", enclosure.type);
        json.member("length", enclosure.length);
    });
    media_member(json, item.media);
    json.member("image", item.image);
    source_member(json, item.source);
    json.objects("chapters", item.chapters, [&](const Chapter& chapter) {
        json.number("start", chapter.start);
        json.member("title", chapter.title);
        json.member("link", chapter.link);
        json.member("image", chapter.image);
    });
    itunes_member(json, item.itunes);
    json.objects("in_reply_to", item.in_reply_to, [&](const Reply& reply) {
        json.member("ref", reply.ref);
        json.member("href", reply.href);
        json.member("type", reply.type);
        json.member("source", reply.source);
    });
    json.member("via", item.via);
    geo_member(json, item.geo);
    ext_member(json, item.ext);
}

void write_schedule(JsonText& json, const RawFeed& feed) {
    json.member("ttl", feed.ttl);
    json.member("skip_hours", feed.skip_hours);
    json.member("skip_days", feed.skip_days);
    json.member("update_period", feed.update_period);
    json.member("update_frequency", feed.update_frequency);
    json.member("update_base", feed.update_base);
    if (feed.cloud) {
        json.object("cloud", [&] {
            json.member("domain", feed.cloud->domain);
            json.number_or_text("port", feed.cloud->port);
            json.member("path", feed.cloud->path);
            json.member("register_procedure", feed.cloud->register_procedure);
            json.member("protocol", feed.cloud->protocol);
        });
    }
    if (feed.textinput) {
        json.object("textinput", [&] {
            json.member("title", feed.textinput->title);
            json.member("description", feed.textinput->description);
            json.member("name", feed.textinput->name);
            json.member("link", feed.textinput->link);
        });
    }
}

void write_history(JsonText& json, const RawFeed& feed) {
    json.member("next", feed.next);
    json.member("prev", feed.prev);
    json.member("first", feed.first);
    json.member("last", feed.last);
    json.member("prev_archive", feed.prev_archive);
    json.member("next_archive", feed.next_archive);
    json.member("current", feed.current);
    json.member("complete", feed.is_complete);
    json.member("archive", feed.is_archive);
}

void write_document(JsonText& json, const RawFeed& feed) {
    json.member("format", name_of(feed.format));
    json.member("encoding", feed.encoding);
    json.objects("problems", feed.problems, [&](const Problem& problem) {
        json.member("code", problem.code);
        json.member("message", problem.message);
        if (problem.line > 0) json.number("line", problem.line);
    });
    json.object("namespaces", [&] {
        for (const auto& [prefix, uri] : feed.namespaces) json.member(prefix, uri);
    });
}

void write_feed(JsonText& json, const RawFeed& feed) {
    write_document(json, feed);
    json.member("id", feed.id);
    text_member(json, "title", feed.title);
    text_member(json, "subtitle", feed.subtitle);
    text_member(json, "rights", feed.rights);
    text_member(json, "info", feed.info);
    json.member("link", feed.link);
    json.member("self", feed.self);
    json.member("moved_to", feed.moved_to);
    links_member(json, feed.links);
    json.member("hubs", feed.hubs);
    json.member("lang", feed.lang);
    json.member("docs", feed.docs);
    json.member("icon", feed.icon);
    json.member("logo", feed.logo);
    json.member("license", feed.license);
    generator_member(json, feed.generator);
    image_member(json, feed.image);
    people(json, "authors", feed.authors);
    people(json, "contributors", feed.contributors);
    person_member(json, "publisher", feed.publisher);
    person_member(json, "webmaster", feed.webmaster);
    categories_member(json, feed.categories);
    json.member("published", feed.published);
    json.member("updated", feed.updated);
    json.member("created", feed.created);
    valid_member(json, feed.valid);
    write_schedule(json, feed);
    write_history(json, feed);
    itunes_member(json, feed.itunes);
    geo_member(json, feed.geo);
    ext_member(json, feed.ext);
    json.any_list("items", feed.items, [&](const RawItem& item) { json.braces([&] { write_item(json, item); }); });
}

} // namespace

std::string model_json(const RawFeed& feed) {
    JsonText json;
    json.braces([&] { write_feed(json, feed); });
    return json.take();
}

} // namespace arna

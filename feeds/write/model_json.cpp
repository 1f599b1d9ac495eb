#include "feeds/write/model_json.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/write/json_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace arna {
namespace {

// What each type consists of, in the order in which it is printed: `f(name, member)` for each. That is all there is to
// say of a field; how values look, and that those which say nothing are left out, is ModelWriter's business.

void fields(auto& f, const Text& text) {
    constexpr std::array<std::string_view, 3> types = {"text/plain", "text/html", "application/xhtml+xml"};
    const auto type = static_cast<std::size_t>(text.type);
    f.always("value", text.value);
    f("type", type < types.size() ? types[type] : std::string_view(text.media_type));
    f("lang", text.lang)("base", text.base)("src", text.src);
}

void fields(auto& f, const Person& person) {
    f("name", person.name)("email", person.email)("uri", person.uri)("avatar", person.avatar);
}

void fields(auto& f, const Link& link) {
    f("rel", link.rel)("href", link.href)("type", link.type)("hreflang", link.hreflang)("title", link.title);
    f("length", link.length);
}

void fields(auto& f, const Category& category) {
    f("term", category.term)("scheme", category.scheme)("label", category.label);
}

void fields(auto& f, const Generator& generator) {
    f("name", generator.name)("uri", generator.uri)("version", generator.version);
}

void fields(auto& f, const Validity& valid) { f("start", valid.start)("end", valid.end); }

void fields(auto& f, const Geo& geo) {
    constexpr std::array<std::string_view, 4> shapes = {"point", "line", "polygon", "box"};
    if (geo.positions.empty()) return;
    f("type", shapes.at(static_cast<std::size_t>(geo.shape)));
    if (geo.shape == Geo::Shape::point) {
        f.always("lat", geo.positions.front().latitude);
        f.always("lon", geo.positions.front().longitude);
    } else {
        f("points", geo.positions);
    }
    f("elevation", geo.elevation);
}

void fields(auto& f, const FeedImage& image) {
    f("url", image.url)("title", image.title)("link", image.link)("width", image.width)("height", image.height);
    f("description", image.description);
}

void fields(auto& f, const ItunesFeed& itunes) {
    f("author", itunes.author)("owner_name", itunes.owner_name)("owner_email", itunes.owner_email);
    f("subtitle", itunes.subtitle)("summary", itunes.summary)("image", itunes.image);
    f("categories", itunes.categories)("explicit", itunes.is_explicit)("block", itunes.is_blocked);
    f("keywords", itunes.keywords)("type", itunes.type)("new_feed_url", itunes.new_feed_url);
    f("complete", itunes.is_complete);
}

void fields(auto& f, const ItunesItem& itunes) {
    f("author", itunes.author)("subtitle", itunes.subtitle)("summary", itunes.summary)("image", itunes.image);
    f("duration", itunes.duration)("explicit", itunes.is_explicit)("block", itunes.is_blocked);
    f("episode", itunes.episode)("season", itunes.season)("episode_type", itunes.episode_type);
    f("title", itunes.title)("keywords", itunes.keywords);
}

void fields(auto& f, const Media::Thumbnail& picture) {
    f("url", picture.url)("width", picture.width)("height", picture.height)("time", picture.time);
}

void fields(auto& f, const Media::Credit& credit) {
    f("name", credit.name)("role", credit.role)("scheme", credit.scheme);
}

void fields(auto& f, const Media& media) {
    f("url", media.url)("type", media.type)("medium", media.medium)("width", media.width)("height", media.height);
    f("duration", media.duration)("size", media.size)("title", media.title)("description", media.description);
    f("thumbnails", media.thumbnails)("credits", media.credits)("rating", media.rating);
    f("expression", media.expression)("default", media.is_default)("player", media.player);
}

void fields(auto& f, const RawSource& source) {
    f("id", source.id)("title", source.title)("subtitle", source.subtitle)("rights", source.rights);
    f("link", source.link)("self", source.self)("links", source.links)("icon", source.icon)("logo", source.logo);
    f("authors", source.authors)("contributors", source.contributors)("categories", source.categories);
    f("generator", source.generator)("updated", source.updated);
}

void fields(auto& f, const Enclosure& file) { f("url", file.url)("type", file.type)("length", file.length); }

void fields(auto& f, const Chapter& chapter) {
    f.always("start", chapter.start);
    f("title", chapter.title)("link", chapter.link)("image", chapter.image);
}

void fields(auto& f, const Reply& reply) {
    f("ref", reply.ref)("href", reply.href)("type", reply.type)("source", reply.source);
}

void fields(auto& f, const RawItem& item) {
    f("id", item.id)("id_is_permalink", item.id_is_permalink)("link", item.link)("links", item.links);
    f("title", item.title)("summary", item.summary)("content", item.content)("rights", item.rights);
    f("lang", item.lang)("license", item.license)("authors", item.authors)("contributors", item.contributors);
    f("publisher", item.publisher)("categories", item.categories)("published", item.published);
    f("updated", item.updated)("created", item.created)("expired", item.expired)("valid", item.valid);
    f("comments", item.comments)("comments_feed", item.comments_feed)("comments_count", item.comments_count);
    f("enclosures", item.enclosures)("media", item.media)("image", item.image)("source", item.source);
    f("chapters", item.chapters)("itunes", item.itunes)("in_reply_to", item.in_reply_to)("via", item.via);
    f("geo", item.geo)("ext", item.ext);
}

void fields(auto& f, const Cloud& cloud) {
    const std::string_view port = cloud.port; // a number where it is one
    const bool is_number = !port.empty() && port.size() < 10 && port.find_first_not_of("0123456789") == port.npos &&
                           (port.front() != '0' || port.size() == 1);
    f("domain", cloud.domain);
    if (is_number)
        f.always("port", std::stol(cloud.port));
    else
        f("port", port);
    f("path", cloud.path)("register_procedure", cloud.register_procedure)("protocol", cloud.protocol);
}

void fields(auto& f, const TextInput& input) {
    f("title", input.title)("description", input.description)("name", input.name)("link", input.link);
}

void fields(auto& f, const Problem& problem) {
    f("code", problem.code)("message", problem.message);
    if (problem.line > 0) f.always("line", problem.line);
}

void fields(auto& f, const RawFeed& feed) {
    constexpr std::array<std::string_view, 14> formats = {
        "rss-0.90", "rss-0.91", "rss-0.92", "rss-0.93", "rss-0.94", "rss-1.0", "rss-2.0",
        "atom-0.3", "atom-1.0", "json-1.0", "json-1.1", "cdf",      "sitemap", "sitemap-index"};
    f("format", formats.at(static_cast<std::size_t>(feed.format)))("encoding", feed.encoding);
    f("problems", feed.problems)("namespaces", feed.namespaces)("id", feed.id);
    f("title", feed.title)("subtitle", feed.subtitle)("rights", feed.rights)("info", feed.info);
    f("link", feed.link)("self", feed.self)("moved_to", feed.moved_to)("links", feed.links)("hubs", feed.hubs);
    f("lang", feed.lang)("docs", feed.docs)("icon", feed.icon)("logo", feed.logo)("license", feed.license);
    f("generator", feed.generator)("image", feed.image)("authors", feed.authors);
    f("contributors", feed.contributors)("publisher", feed.publisher)("webmaster", feed.webmaster);
    f("categories", feed.categories)("published", feed.published)("updated", feed.updated)("created", feed.created);
    f("valid", feed.valid)("ttl", feed.ttl)("skip_hours", feed.skip_hours)("skip_days", feed.skip_days);
    f("update_period", feed.update_period)("update_frequency", feed.update_frequency);
    f("update_base", feed.update_base)("cloud", feed.cloud)("textinput", feed.textinput);
    f("next", feed.next)("prev", feed.prev)("first", feed.first)("last", feed.last);
    f("prev_archive", feed.prev_archive)("next_archive", feed.next_archive)("current", feed.current);
    f("complete", feed.is_complete)("archive", feed.is_archive)("itunes", feed.itunes)("geo", feed.geo);
    f("ext", feed.ext).items(feed.items);
}

void fields(auto& f, const PageReading::Picture& image) {
    f("url", image.url)("credit", image.credit)("caption", image.caption);
}

void fields(auto& f, const PageReading::FeedLink& feed) { f("url", feed.url)("type", feed.type)("title", feed.title); }

void fields(auto& f, const PageReading& page) {
    constexpr std::array<std::string_view, 3> kinds = {"article", "listing", "other"};
    f("kind", kinds.at(static_cast<std::size_t>(page.kind)))("link", page.link)("title", page.title);
    f("site", page.site)("summary", page.summary)("lang", page.lang)("authors", page.authors);
    f("published", page.published)("updated", page.updated)("section", page.section);
    f("categories", page.categories)("image", page.image)("content", page.content.str())("text", page.text);
    f("is_free", page.is_free)("feeds", page.feeds)("next", page.next)("items", page.items);
    f("evidence", page.evidence)("problems", page.problems);
}

template <class T>
concept Optional = requires(const T& value) {
    static_cast<bool>(value);
    *value;
};

/// Writes JSON from front to back; what turns out to say nothing is taken back.
class ModelWriter {
public:
    template <class T>
    ModelWriter& operator()(std::string_view key, const T& value) {
        const auto before = out_.size();
        begin_member(key);
        if (!write(value)) out_.resize(before);
        return *this;
    }

    /// Also an empty string.
    template <class T>
    void always(std::string_view key, const T& value) {
        begin_member(key);
        element(value);
    }

    /// Also none, and each as an object even if it is empty.
    void items(const auto& items) {
        begin_member("items");
        out_ += '[';
        for (const RawItem& item : items) {
            if (&item != &items.front()) out_ += ',';
            write(item);
        }
        out_ += ']';
    }

    /// Whether there was anything to say. So for each of these.
    template <class T>
    bool write(const T& object) {
        out_ += '{';
        const auto inside = out_.size();
        fields(*this, object);
        const bool any = out_.size() != inside;
        out_ += '}';
        return any;
    }

    std::string take() { return std::move(out_); }

private:
    bool write(const Text& text) { return !text.empty() && write<Text>(text); }
    bool write(std::string_view text) { return element(text), !text.empty(); }
    bool write(const std::string& text) { return write(std::string_view(text)); }
    bool write(Time time) { return write(format_rfc3339(time)); }
    bool write(const Geo::Position& at) { return write(std::vector<double>{at.latitude, at.longitude}); }

    /// A flag says something where it is set, an optional one always.
    bool write(bool flag) { return flag && write(std::optional(flag)); }
    bool write(const std::optional<bool>& flag) {
        if (flag) out_ += *flag ? "true" : "false";
        return flag.has_value();
    }

    template <class Number>
        requires(std::is_arithmetic_v<Number>)
    bool write(const Number& number) {
        Number value = number;
        if constexpr (std::is_floating_point_v<Number>) {
            if (!std::isfinite(value)) value = 0;
        }
        fmt::format_to(std::back_inserter(out_), "{}", value);
        return true;
    }

    template <Optional T>
        requires(!std::same_as<T, std::optional<bool>> && !std::is_arithmetic_v<T>)
    bool write(const T& value) {
        return value && write(*value);
    }

    template <class Value>
    bool write(const std::vector<Value>& values) {
        out_ += '[';
        const auto inside = out_.size();
        for (const Value& value : values) {
            const auto before = out_.size();
            if (before != inside) out_ += ',';
            if (!element(value)) out_.resize(before);
        }
        const bool any = out_.size() != inside;
        out_ += ']';
        return any;
    }

    /// An object whose names are not known before.
    template <class Value>
    bool write(const std::vector<std::pair<std::string, Value>>& members) {
        out_ += '{';
        const auto inside = out_.size();
        for (const auto& [name, value] : members) (*this)(name, value);
        const bool any = out_.size() != inside;
        out_ += '}';
        return any;
    }

    /// In a list an empty string says something, too.
    template <class T>
    bool element(const T& value) {
        if constexpr (std::convertible_to<const T&, std::string_view>) {
            append_json_string(out_, value);
            return true;
        } else {
            return write(value);
        }
    }

    void begin_member(std::string_view key) {
        if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
        append_json_string(out_, key);
        out_ += ':';
    }

    std::string out_;
};

template <class T>
std::string json_of(const T& object) {
    ModelWriter json;
    json.write(object);
    return json.take();
}

} // namespace

std::string model_json(const RawFeed& feed) { return json_of(feed); }

std::string model_json(const PageReading& page) { return json_of(page); }

} // namespace arna

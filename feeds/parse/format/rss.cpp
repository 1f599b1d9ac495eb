#include "feeds/parse/category.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/format/formats.hpp"
#include "feeds/parse/inheritance.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/parse/module/extensions.hpp"
#include "feeds/parse/module/geo.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

using namespace fields;

// ---- parts of a channel

template <auto Member>
void markup_or_value(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, reader.value_or_markup(element));
}

constexpr auto image_rules = std::to_array<FieldRule<FeedImage>>({
    {Ns::rss, "url", url<&FeedImage::url>},
    {Ns::rss, "title", markup_or_value<&FeedImage::title>},
    {Ns::rss, "link", url<&FeedImage::link>},
    {Ns::rss, "description", markup_or_value<&FeedImage::description>},
    {Ns::rss, "width", count<&FeedImage::width>},
    {Ns::rss, "height", count<&FeedImage::height>},
    {Ns::dc, "title", markup_or_value<&FeedImage::title>, rank::dc},
});

constexpr auto text_input_rules = std::to_array<FieldRule<TextInput>>({
    {Ns::rss, "title", markup_or_value<&TextInput::title>},
    {Ns::rss, "description", markup_or_value<&TextInput::description>},
    {Ns::rss, "name", value<&TextInput::name>},
    {Ns::rss, "link", url<&TextInput::link>},
});

/// Its url may also stand in an attribute, or be all its text.
FeedImage read_image(Reader& reader, const Element& element) {
    static const ElementTable<FeedImage> table(image_rules);
    FeedImage made;
    read_children(reader, element, table, made);
    for (const std::string_view name : {"url", "href", "src"}) {
        if (made.url.empty()) made.url = reader.url(element, element.attribute(name));
    }
    if (made.url.empty() && !element.has_elements()) made.url = reader.url(element);
    return made;
}

void image(Reader& reader, const Element& element, RawFeed& feed) {
    auto made = read_image(reader, element);
    if (made != FeedImage{}) feed.image = std::move(made);
}

/// <redirect><newLocation>, which may also be the whole document.
void redirect(Reader& reader, const Element& element, RawFeed& feed) {
    element.each_child([&](const Element& child) {
        if (child.is(Ns::rss, "newLocation")) url<&RawFeed::moved_to>(reader, child, feed);
    });
}

void text_input(Reader& reader, const Element& element, RawFeed& feed) {
    static const ElementTable<TextInput> table(text_input_rules);
    TextInput made;
    read_children(reader, element, table, made);
    if (made != TextInput{}) feed.textinput = std::move(made);
}

void cloud(Reader&, const Element& element, RawFeed& feed) {
    const auto at = [&](std::string_view name) { return std::string(trim_html_space(element.attribute(name))); };
    Cloud made{.domain = at("domain"),
               .port = at("port"),
               .path = at("path"),
               .register_procedure = at("registerProcedure"),
               .protocol = at("protocol")};
    if (made != Cloud{}) feed.cloud = std::move(made);
}

void skip_hours(Reader& reader, const Element& element, RawFeed& feed) {
    element.each_child([&](const Element& hour) {
        const auto number = read_small_count(reader.value(hour));
        if (number && *number <= 24) feed.skip_hours.push_back(*number % 24);
    });
    std::ranges::sort(feed.skip_hours);
    const auto repeated = std::ranges::unique(feed.skip_hours);
    feed.skip_hours.erase(repeated.begin(), repeated.end());
}

/// "monday" → "Monday"
void skip_days(Reader& reader, const Element& element, RawFeed& feed) {
    element.each_child([&](const Element& day) {
        auto name = reader.value(day);
        if (name.empty()) return;
        std::transform(name.begin() + 1, name.end(), name.begin() + 1, ascii_lower);
        if (is_ascii_letter(name.front())) name.front() = static_cast<char>(name.front() & ~0x20);
        reader.room.add(feed.skip_days, std::move(name));
    });
}

void generator(Reader& reader, const Element& element, RawFeed& feed) {
    Generator made{.name = reader.value(element),
                   .uri = reader.url(element, element.attribute("uri")),
                   .version = std::string(trim_html_space(element.attribute("version")))};
    if (made != Generator{}) feed.generator = std::move(made);
}

// ---- parts of both

template <class Part>
void link(Reader& reader, const Element& element, Part& part) {
    auto made = read_link(reader, element);
    if (made.href.empty()) return;
    if (made.rel == "alternate") part.link = made.href;
    add_link(reader.room, part, std::move(made));
}

/// The element counts before xml:lang, and that before dc:language.
void language(Reader& reader, const Element& element, RawItem& item) {
    if (auto tag = language_tag(reader.value(element)); !tag.empty()) item.lang = std::move(tag);
}

template <class Part>
void category(Reader& reader, const Element& element, Part& part) {
    Category made{.term = reader.all_text(element),
                  .scheme = std::string(trim_html_space(element.attribute("domain"))),
                  .label = {}};
    if (made.term.empty()) made.term = trim_html_space(element.attribute("term"));
    add_category(reader.room, part.categories, std::move(made));
}

/// No element of RSS, but in use: several categories in one.
void tags(Reader& reader, const Element& element, RawItem& item) {
    for (auto& term : split_list(reader.value(element)))
        add_category(reader.room, item.categories, {.term = std::move(term)});
}

template <class Part>
void author(Reader& reader, const Element& element, Part& part) {
    add_person(reader.room, part.authors, read_person_element(reader, element));
}

// ---- parts of an item

void guid(Reader& reader, const Element& element, RawItem& item) {
    auto id = reader.identifier(element);
    if (id.empty()) return;
    item.id = std::move(id);
    item.id_is_permalink = !equals_ignoring_case(trim_html_space(element.attribute("isPermaLink")), "false");
}

void enclosure(Reader& reader, const Element& element, RawItem& item) {
    Enclosure made{.url = reader.url(element, element.attribute("url")),
                   .type = std::string(trim_html_space(element.attribute("type"))),
                   .length = read_count(element.attribute("length"))};
    if (made.url.empty()) made.url = reader.url(element, element.attribute("href"));
    if (made.url.empty()) made.url = reader.url(element);
    if (!made.url.empty()) reader.room.add(item.enclosures, std::move(made));
}

void source(Reader& reader, const Element& element, RawItem& item) {
    RawSource made;
    made.title = rss_text(reader, element, RssText::plain_or_html);
    made.self = reader.url(element, element.attribute("url"));
    if (made != RawSource{}) item.source = std::move(made);
}

void item_image(Reader& reader, const Element& element, RawItem& item) {
    set(item.image, read_image(reader, element).url);
}

void collect_item(Reader& reader, const Element& element, RawFeed&) { reader.collect(element); }

/// The list of RSS 1.0 says nothing that the items do not; the one of RSS 1.1 holds them.
void items(Reader& reader, const Element& element, RawFeed& feed) {
    element.each_child([&](const Element& child) {
        if (child.is(Ns::rss, "item")) collect_item(reader, child, feed);
    });
}

// ---- the format

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({
    {Ns::rss, "title", text<&RawFeed::title>},
    {Ns::rss, "link", link<RawFeed>},
    {Ns::rss, "description", html<&RawFeed::subtitle>},
    {Ns::rss, "subtitle", text<&RawFeed::subtitle>, rank::own_second},
    {Ns::rss, "tagline", text<&RawFeed::subtitle>, rank::own_third},
    {Ns::rss, "language", ignore<RawFeed>},
    {Ns::rss, "copyright", text<&RawFeed::rights>},
    {Ns::rss, "rights", text<&RawFeed::rights>, rank::own_second},
    {Ns::rss, "managingeditor", person_of_list<&RawFeed::authors>},
    {Ns::rss, "author", author<RawFeed>},
    {Ns::rss, "webmaster", person<&RawFeed::webmaster>},
    {Ns::rss, "category", category<RawFeed>},
    {Ns::rss, "pubdate", date<&RawFeed::published>},
    {Ns::rss, "published", date<&RawFeed::published>, rank::own_second},
    {Ns::rss, "issued", date<&RawFeed::published>, rank::own_third},
    {Ns::rss, "lastbuilddate", date<&RawFeed::updated>},
    {Ns::rss, "updated", date<&RawFeed::updated>, rank::own_second},
    {Ns::rss, "modified", date<&RawFeed::updated>, rank::own_second},
    {Ns::rss, "created", date<&RawFeed::created>},
    {Ns::rss, "generator", generator},
    {Ns::rss, "docs", url<&RawFeed::docs>},
    {Ns::rss, "ttl", count<&RawFeed::ttl>},
    {Ns::rss, "image", image},
    {Ns::rss, "textinput", text_input},
    {Ns::rss, "cloud", cloud},
    {Ns::rss, "skiphours", skip_hours},
    {Ns::rss, "skipdays", skip_days},
    {Ns::rss, "item", collect_item},
    {Ns::rss, "items", items},
    {Ns::rss, "newlocation", url<&RawFeed::moved_to>},
    {Ns::rss, "redirect", redirect},
});

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::rss, "title", text<&RawItem::title>},
    {Ns::rss, "link", link<RawItem>},
    {Ns::rss, "description", html<&RawItem::summary>},
    {Ns::rss, "summary", html<&RawItem::summary>, rank::own_second},
    {Ns::rss, "abstract", html<&RawItem::summary>, rank::own_third},
    {Ns::rss, "content", html_of_list<&RawItem::content>},
    {Ns::rss, "body", html_of_list<&RawItem::content>},
    {Ns::rss, "fullitem", html_of_list<&RawItem::content>},
    {Ns::rss, "guid", guid},
    {Ns::rss, "id", value<&RawItem::id>, rank::own_second},
    {Ns::rss, "author", author<RawItem>},
    {Ns::rss, "category", category<RawItem>},
    {Ns::rss, "tags", tags},
    {Ns::rss, "comments", url<&RawItem::comments>},
    {Ns::rss, "enclosure", enclosure},
    {Ns::rss, "source", source},
    {Ns::rss, "image", item_image},
    {Ns::rss, "pubdate", date<&RawItem::published>},
    {Ns::rss, "published", date<&RawItem::published>, rank::own_second},
    {Ns::rss, "issued", date<&RawItem::published>, rank::own_third},
    {Ns::rss, "lastbuilddate", date<&RawItem::updated>},
    {Ns::rss, "updated", date<&RawItem::updated>, rank::own_second},
    {Ns::rss, "modified", date<&RawItem::updated>, rank::own_third},
    {Ns::rss, "created", date<&RawItem::created>},
    {Ns::rss, "expirationdate", date<&RawItem::expired>},
    {Ns::rss, "copyright", text<&RawItem::rights>},
    {Ns::rss, "rights", text<&RawItem::rights>, rank::own_second},
    {Ns::rss, "language", language},
});

/// A guid that is a permalink, and not that of a file.
bool is_page(const RawItem& item) {
    return item.id_is_permalink.value_or(false) && is_http_url(item.id) &&
           std::ranges::find(item.enclosures, item.id, &Enclosure::url) == item.enclosures.end();
}

RawItem read_item(Reader& reader, const Element& element) {
    static const ElementTable<RawItem> table(item_rules, item_extensions());
    RawItem item;
    if (is_seen(reader, element, item)) return item;
    item.id = trim_html_space(element.attribute("about"));
    item.lang = own_language(element);
    read_children(reader, element, table, item);
    settle_extensions(reader, element, item);
    if (item.link.empty()) item.link = first_page(item.links);
    if (item.link.empty() && is_page(item)) item.link = item.id;
    return item;
}

/// The first channel in the root, if the root is none itself. Nothing else is remembered, for the feed's base is not
/// known yet.
Element channel_of(Reader& reader, const Element& root) {
    if (equals_ignoring_case(root.name, "channel")) return root;
    const auto scopes = reader.document.known_scopes();
    pugi::xml_node first;
    root.each_child([&](const Element& child) {
        if (!first && child.is(Ns::rss, "channel")) first = child.node;
    });
    reader.document.forget(scopes);
    return first ? reader.document.enter(first, *root.scope) : root;
}

} // namespace

RawFeed read_rss(Reader& reader, const Element& root) {
    static const ElementTable<RawFeed> table(feed_rules, feed_extensions());
    RawFeed feed;
    feed.format = reader.format;
    const auto channel = channel_of(reader, root);
    feed.id = trim_html_space(channel.attribute("about"));
    settle_inheritance(reader, channel, feed);
    read_children(reader, channel, table, feed);
    if (channel.node != root.node) {
        // RSS 0.90 and 1.0 keep image, textinput and items beside the channel; some others do so by mistake.
        root.each_child([&](const Element& child) {
            const auto* rule = table.find(child.ns, child.name);
            constexpr std::array<std::string_view, 5> beside = {"item", "image", "textinput", "newlocation",
                                                                "redirect"};
            if (rule != nullptr && std::ranges::find(beside, rule->name) != beside.end())
                rule->read(reader, child, feed);
            // A second channel is one feed with the first, as a second feed is in a document.
            if (child.is(Ns::rss, "channel") && child.node != channel.node) items(reader, child, feed);
        });
    }
    settle_geo(feed.geo);
    if (feed.link.empty()) feed.link = first_page(feed.links);
    reader.read_items(feed, read_item);
    return feed;
}

} // namespace arna

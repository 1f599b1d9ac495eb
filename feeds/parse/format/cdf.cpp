#include "feeds/parse/fields.hpp"
#include "feeds/parse/format/formats.hpp"
#include "feeds/parse/inheritance.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/text/url/url.hpp"

#include <array>
#include <string>
#include <utility>

namespace arna {
namespace {

using namespace fields;

/// HREF, or the A element that older channels have instead.
template <class Part>
void anchor(Reader& reader, const Element& element, Part& part) {
    set(part.link, reader.url(element, element.attribute("href")));
}

void logo(Reader& reader, const Element& element, RawFeed& feed) {
    const bool is_icon = equals_ignoring_case(element.attribute("style"), "icon");
    set(is_icon ? feed.icon : feed.logo, reader.url(element, element.attribute("href")));
}

void item_logo(Reader& reader, const Element& element, RawItem& item) {
    set(item.image, reader.url(element, element.attribute("href")));
}

void collect(Reader& reader, const Element& element, RawFeed&) { reader.collect(element); }

/// Channels inside a channel are its sections, as deep as limits::depth allows: their items are the feed's.
void section(Reader& reader, const Element& element, RawFeed& feed) {
    element.each_child([&](const Element& child) {
        if (child.is(Ns::rss, "item")) collect(reader, child, feed);
        if (child.is(Ns::rss, "channel")) section(reader, child, feed);
    });
}

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({
    {Ns::rss, "title", text<&RawFeed::title>},
    {Ns::rss, "abstract", html<&RawFeed::subtitle>},
    {Ns::rss, "a", anchor<RawFeed>},
    {Ns::rss, "logo", logo},
    {Ns::rss, "item", collect},
    {Ns::rss, "channel", section},
});

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::rss, "title", text<&RawItem::title>},
    {Ns::rss, "abstract", html<&RawItem::summary>},
    {Ns::rss, "a", anchor<RawItem>},
    {Ns::rss, "logo", item_logo},
});

template <class Part>
void read_attributes(Reader& reader, const Element& element, Part& part) {
    set(part.link, reader.url(element, element.attribute("href")));
    set(part.updated, reader.date(element, element.attribute("lastmod")));
    if (!part.link.empty()) part.links.insert(part.links.begin(), Link{.rel = "alternate", .href = part.link});
}

RawItem read_item(Reader& reader, const Element& element) {
    static const ElementTable<RawItem> table(item_rules);
    RawItem item;
    if (is_seen(reader, element, item)) return item;
    item.lang = own_language(element);
    read_children(reader, element, table, item);
    read_attributes(reader, element, item);
    return item;
}

} // namespace

RawFeed read_cdf(Reader& reader, const Element& root) {
    static const ElementTable<RawFeed> table(feed_rules);
    RawFeed feed;
    feed.format = reader.format;
    settle_inheritance(reader, root, feed);
    if (const auto base = resolve_url(root.attribute("base"), reader.document.fallback_base());
        is_absolute_url(base) && base.size() <= limits::base_bytes) {
        reader.document.set_fallback_base(base);
    }
    read_children(reader, root, table, feed);
    read_attributes(reader, root, feed);
    set(feed.self, reader.url(root, root.attribute("self")));
    reader.read_items(feed, read_item);
    return feed;
}

} // namespace arna

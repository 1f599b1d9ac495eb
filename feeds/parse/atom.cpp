#include "feeds/parse/chapters.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/formats.hpp"
#include "feeds/parse/geo.hpp"
#include "feeds/parse/inheritance.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/itunes.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/parse/media_rss.hpp"
#include "feeds/parse/modules.hpp"
#include "feeds/parse/numbers.hpp"

#include <array>
#include <utility>

namespace arna {
namespace {

using namespace fields;

constexpr std::uint8_t second = 1;

template <class Part>
void link(Reader& reader, const Element& element, Part& part) {
    auto made = read_link(reader, element);
    if constexpr (std::same_as<Part, RawItem>) {
        if (made.rel == "replies") set(part.comments_count, read_count(element.attribute("count")));
    }
    add_link(part, std::move(made));
}

template <class Part>
void category(Reader& reader, const Element& element, Part& part) {
    Category made{.term = std::string(trim_html_space(element.attribute("term"))),
                  .scheme = std::string(trim_html_space(element.attribute("scheme"))),
                  .label = std::string(trim_html_space(element.attribute("label")))};
    if (made.term.empty()) made.term = reader.value(element);
    if (made != Category{}) part.categories.push_back(std::move(made));
}

template <auto Member>
void people(Reader& reader, const Element& element, Owner<Member>& part) {
    add_person(part.*Member, read_person_element(reader, element));
}

template <class Part>
void generator(Reader& reader, const Element& element, Part& part) {
    Generator made{.name = reader.value(element),
                   .uri = reader.url(element, element.attribute("uri")),
                   .version = std::string(trim_html_space(element.attribute("version")))};
    if (made.uri.empty()) made.uri = reader.url(element, element.attribute("url"));
    if (made != Generator{}) part.generator = std::move(made);
}

template <class Part>
void id(Reader& reader, const Element& element, Part& part) {
    set(part.id, reader.identifier(element));
}

void content(Reader& reader, const Element& element, RawItem& item) {
    auto made = atom_text(reader, element);
    if (!made.empty()) item.content.push_back(std::move(made));
}

void collect_entry(Reader& reader, const Element& element, RawFeed&) { reader.items.push_back(element); }

/// What feeds, entries and sources share.
template <class Part>
constexpr auto shared = std::to_array<ElementRule<Part>>({
    {Ns::atom, "title", atom<&Part::title>},
    {Ns::atom, "link", link<Part>},
    {Ns::atom, "id", id<Part>},
    {Ns::atom, "author", people<&Part::authors>},
    {Ns::atom, "contributor", people<&Part::contributors>},
    {Ns::atom, "category", category<Part>},
    {Ns::atom, "rights", atom<&Part::rights>},
    {Ns::atom, "copyright", atom<&Part::rights>, second},
    {Ns::atom, "updated", date<&Part::updated>},
    {Ns::atom, "modified", date<&Part::updated>, second},
});

template <class Part>
constexpr auto of_feeds = std::to_array<ElementRule<Part>>({
    {Ns::atom, "subtitle", atom<&Part::subtitle>},
    {Ns::atom, "tagline", atom<&Part::subtitle>, second},
    {Ns::atom, "generator", generator<Part>},
    {Ns::atom, "icon", url<&Part::icon>},
    {Ns::atom, "logo", url<&Part::logo>},
});

constexpr auto feed_rules = std::to_array<ElementRule<RawFeed>>({
    {Ns::atom, "info", atom<&RawFeed::info>},
    {Ns::atom, "published", date<&RawFeed::published>},
    {Ns::atom, "issued", date<&RawFeed::published>, second},
    {Ns::atom, "created", date<&RawFeed::created>},
    {Ns::atom, "entry", collect_entry},
});

constexpr auto source_rules = std::to_array<ElementRule<RawSource>>({
    {Ns::atom, "description", atom<&RawSource::subtitle>, second},
});

void source(Reader& reader, const Element& element, RawItem& item) {
    static const ElementTable<RawSource> table({shared<RawSource>, of_feeds<RawSource>, source_rules});
    RawSource made;
    read_children(reader, element, table, made);
    made.link = first_page(made.links);
    if (made != RawSource{}) item.source = std::move(made);
}

constexpr auto item_rules = std::to_array<ElementRule<RawItem>>({
    {Ns::atom, "summary", atom<&RawItem::summary>},
    {Ns::atom, "content", content},
    {Ns::atom, "published", date<&RawItem::published>},
    {Ns::atom, "issued", date<&RawItem::published>, second},
    {Ns::atom, "created", date<&RawItem::created>},
    {Ns::atom, "source", source},
});

RawItem read_entry(Reader& reader, const Element& element) {
    static const ElementTable<RawItem> table({shared<RawItem>, item_rules, item_modules(), itunes_of_items(),
                                              media_of_items(), geo_of_items(), chapters_of_items()});
    RawItem item;
    item.lang = own_language(element);
    read_children(reader, element, table, item);
    settle_media(reader, element, item);
    settle_geo(item.geo);
    item.link = first_page(item.links);
    item.raw_hash = item_hash(reader, element);
    return item;
}

} // namespace

RawFeed read_atom(Reader& reader, const Element& root) {
    static const ElementTable<RawFeed> table(
        {shared<RawFeed>, of_feeds<RawFeed>, feed_rules, feed_modules(), itunes_of_feeds(), geo_of_feeds()});
    RawFeed feed;
    feed.format = reader.format;
    settle_inheritance(reader, root, feed);
    if (equals_ignoring_case(root.name, "entry")) {
        feed.items.push_back(read_entry(reader, root));
        return feed;
    }
    read_children(reader, root, table, feed);
    settle_geo(feed.geo);
    feed.link = first_page(feed.links);
    for (const auto& element : reader.items) feed.items.push_back(read_entry(reader, element));
    return feed;
}

} // namespace arna

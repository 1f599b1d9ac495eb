#include "feeds/parse/format/atom_elements.hpp"

#include "feeds/parse/category.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <array>
#include <utility>

namespace arna {
namespace {

using namespace fields;

template <class Part>
void link(Reader& reader, const Element& element, Part& part) {
    auto made = read_link(reader, element);
    if constexpr (std::same_as<Part, RawItem>) {
        if (made.rel == "replies") set(part.comments_count, read_count(element.attribute("count")));
    }
    add_link(reader.room, part, std::move(made));
}

template <class Part>
void category(Reader& reader, const Element& element, Part& part) {
    Category made{.term = std::string(trim_html_space(element.attribute("term"))),
                  .scheme = std::string(trim_html_space(element.attribute("scheme"))),
                  .label = std::string(trim_html_space(element.attribute("label")))};
    if (made.term.empty()) made.term = reader.all_text(element);
    add_category(reader.room, part.categories, std::move(made));
}

template <auto Member>
void people(Reader& reader, const Element& element, Owner<Member>& part) {
    add_person(reader.room, part.*Member, read_person_element(reader, element));
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

/// Several contents of which one should be shown stand in one of type "multipart/alternative" (Atom 0.3 §4.13.10).
void content(Reader& reader, const Element& element, RawItem& item) {
    if (trim_html_space(element.attribute("type")).starts_with("multipart/") && element.has_elements()) {
        element.each_child([&](const Element& part) {
            auto made = atom_text(reader, part);
            if (part.is(Ns::atom, "content") && !made.empty()) reader.room.add(item.content, std::move(made));
        });
        return;
    }
    auto made = atom_text(reader, element);
    if (!made.empty()) reader.room.add(item.content, std::move(made));
}

/// What feeds, entries and sources share.
template <class Part>
constexpr auto shared = std::to_array<FieldRule<Part>>({
    {Ns::atom, "title", atom<&Part::title>, rank::atom},
    {Ns::atom, "link", link<Part>},
    {Ns::atom, "id", id<Part>, rank::atom},
    {Ns::atom, "author", people<&Part::authors>},
    {Ns::atom, "contributor", people<&Part::contributors>},
    {Ns::atom, "category", category<Part>},
    {Ns::atom, "rights", atom<&Part::rights>, rank::atom},
    {Ns::atom, "copyright", atom<&Part::rights>, rank::atom_old},
    {Ns::atom, "updated", date<&Part::updated>, rank::atom},
    {Ns::atom, "modified", date<&Part::updated>, rank::atom_old},
});

template <class Part>
constexpr auto of_feeds = std::to_array<FieldRule<Part>>({
    {Ns::atom, "subtitle", atom<&Part::subtitle>, rank::atom},
    {Ns::atom, "tagline", atom<&Part::subtitle>, rank::atom_old},
    {Ns::atom, "generator", generator<Part>, rank::atom},
    {Ns::atom, "icon", url<&Part::icon>, rank::atom},
    {Ns::atom, "logo", url<&Part::logo>, rank::atom},
});

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({
    {Ns::atom, "info", atom<&RawFeed::info>, rank::atom},
    {Ns::atom, "description", html<&RawFeed::subtitle>, rank::atom_old}, // of RSS, by mistake
    {Ns::atom, "pubdate", date<&RawFeed::published>, rank::atom_old},
    {Ns::atom, "published", date<&RawFeed::published>, rank::atom},
    {Ns::atom, "issued", date<&RawFeed::published>, rank::atom_old},
    {Ns::atom, "created", date<&RawFeed::created>, rank::atom},
});

constexpr auto source_rules = std::to_array<FieldRule<RawSource>>({
    {Ns::atom, "description", atom<&RawSource::subtitle>, rank::atom_old},
});

constexpr auto all_source_rules = joined(shared<RawSource>, of_feeds<RawSource>, source_rules);

void source(Reader& reader, const Element& element, RawItem& item) {
    static const ElementTable<RawSource> table(all_source_rules);
    RawSource made;
    read_children(reader, element, table, made);
    made.link = first_page(made.links);
    if (made != RawSource{}) item.source = std::move(made);
}

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::atom, "summary", atom<&RawItem::summary>, rank::atom},
    {Ns::atom, "description", html<&RawItem::summary>, rank::atom_old}, // of RSS, by mistake
    {Ns::atom, "pubdate", date<&RawItem::published>, rank::atom_old},
    {Ns::atom, "content", content},
    {Ns::atom, "published", date<&RawItem::published>, rank::atom},
    {Ns::atom, "issued", date<&RawItem::published>, rank::atom_old},
    {Ns::atom, "created", date<&RawItem::created>, rank::atom},
    {Ns::atom, "source", source, rank::atom},
});

constexpr auto all_feed_rules = joined(shared<RawFeed>, of_feeds<RawFeed>, feed_rules);
constexpr auto all_item_rules = joined(shared<RawItem>, item_rules);

} // namespace

std::span<const FieldRule<RawFeed>> atom_of_feeds() { return all_feed_rules; }
std::span<const FieldRule<RawItem>> atom_of_items() { return all_item_rules; }

} // namespace arna

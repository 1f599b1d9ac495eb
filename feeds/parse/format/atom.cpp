#include "feeds/parse/format/atom_elements.hpp"
#include "feeds/parse/format/formats.hpp"
#include "feeds/parse/inheritance.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/parse/module/extensions.hpp"
#include "feeds/parse/module/geo.hpp"
#include "feeds/text/ascii.hpp"

#include <array>

namespace arna {
namespace {

void collect_entry(Reader& reader, const Element& element, RawFeed&) { reader.collect(element); }

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({{Ns::atom, "entry", collect_entry}});

RawItem read_entry(Reader& reader, const Element& element) {
    static const ElementTable<RawItem> table(atom_of_items(), item_extensions());
    RawItem item;
    if (is_seen(reader, element, item)) return item;
    item.lang = own_language(element);
    read_children(reader, element, table, item);
    settle_extensions(reader, element, item);
    item.link = first_page(item.links);
    return item;
}

} // namespace

RawFeed read_atom(Reader& reader, const Element& root) {
    static const ElementTable<RawFeed> table(feed_rules, feed_extensions());
    RawFeed feed;
    feed.format = reader.format;
    settle_inheritance(reader, root, feed);
    if (equals_ignoring_case(root.name, "entry")) {
        reader.take(feed, read_entry(reader, root));
        return feed;
    }
    read_children(reader, root, table, feed);
    settle_geo(feed.geo);
    feed.link = first_page(feed.links);
    reader.read_items(feed, read_entry);
    return feed;
}

} // namespace arna

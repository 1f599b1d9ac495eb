#include "feeds/parse/format/sitemap.hpp"

#include "feeds/parse/fields.hpp"
#include "feeds/parse/format/formats.hpp"
#include "feeds/parse/inheritance.hpp"
#include "feeds/parse/item_hash.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

using namespace fields;

// ---- urlset: the parts of an item

/// `loc`: the page.
void page(Reader& reader, const Element& element, RawItem& item) { set(item.link, reader.url(element)); }

/// `xhtml:link`: the same page in another language, or for other screens.
void alternate(Reader& reader, const Element& element, RawItem& item) {
    auto link = read_link(reader, element);
    if (!link.href.empty()) reader.room.add(item.links, std::move(link), limits::links);
}

void language(Reader& reader, const Element& element, RawItem& item) {
    set(item.lang, language_tag(reader.value(element)));
}

void publisher(Reader& reader, const Element& element, RawItem& item) {
    if (auto name = reader.value(element); !name.empty()) item.publisher = Person{.name = std::move(name)};
}

/// `news:keywords`: labels with commas between them.
void keywords(Reader& reader, const Element& element, RawItem& item) {
    for (std::string& term : split_list(reader.value(element)))
        reader.room.add(item.categories, Category{.term = std::move(term)}, limits::categories);
}

constexpr auto publication_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::news, "name", publisher},
    {Ns::news, "language", language},
});

void publication(Reader& reader, const Element& element, RawItem& item) {
    static const ElementTable<RawItem> table(publication_rules);
    read_children(reader, element, table, item);
}

constexpr auto news_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::news, "publication", publication},
    {Ns::news, "publication_date", date<&RawItem::published>},
    {Ns::news, "title", text<&RawItem::title>},
    {Ns::news, "keywords", keywords},
});

void news(Reader& reader, const Element& element, RawItem& item) {
    static const ElementTable<RawItem> table(news_rules);
    read_children(reader, element, table, item);
}

constexpr auto image_rules = std::to_array<FieldRule<Media>>({
    {Ns::sitemap_image, "loc", url<&Media::url>},
    {Ns::sitemap_image, "title", text<&Media::title>},
    {Ns::sitemap_image, "caption", text<&Media::description>},
    {Ns::image, "loc", url<&Media::url>}, // of a prefix that was not declared
    {Ns::image, "title", text<&Media::title>},
    {Ns::image, "caption", text<&Media::description>},
});

/// `image:image`: the first is the item's picture.
void image(Reader& reader, const Element& element, RawItem& item) {
    static const ElementTable<Media> table(image_rules);
    Media picture{.medium = "image"};
    read_children(reader, element, table, picture);
    if (picture.url.empty()) return;
    if (item.image.empty()) item.image = picture.url;
    if (reader.media_left == 0) return;
    if (reader.room.add(item.media, std::move(picture))) --reader.media_left;
}

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::sitemap, "loc", page},
    {Ns::sitemap, "lastmod", date<&RawItem::updated>},
    {Ns::sitemap, "changefreq", ignore<RawItem>},
    {Ns::sitemap, "priority", ignore<RawItem>},
    {Ns::xhtml, "link", alternate},
    {Ns::news, "news", news},
    {Ns::sitemap_image, "image", image},
    {Ns::image, "image", image},
    {Ns::sitemap_video, "video", ignore<RawItem>},
});

RawItem read_url(Reader& reader, const Element& element) {
    static const ElementTable<RawItem> table(item_rules);
    RawItem item;
    if (is_seen(reader, element, item)) return item;
    read_children(reader, element, table, item);
    if (!item.link.empty()) item.links.insert(item.links.begin(), Link{.rel = "alternate", .href = item.link});
    return item;
}

/// All pages with an address; others are none.
std::vector<Element> pages_of(Reader& reader, const Element& root) {
    std::vector<Element> pages;
    root.each_child([&](const Element& page) {
        if (!page.is(Ns::sitemap, "url")) return;
        bool has_address = false;
        page.each_child([&](const Element& child) { has_address = has_address || child.is(Ns::sitemap, "loc"); });
        if (has_address)
            pages.push_back(page);
        else
            reader.problems.add("item-without-link", page.offset(), "a page without an address is left out");
    });
    return pages;
}

/// When a page says that it changed or was published, whichever is later; the beginning of time where it does not.
Time last_change(Reader& reader, const Element& page) {
    Time last{};
    const auto look = [&](const Element& child) {
        if (child.is(Ns::sitemap, "lastmod") || child.is(Ns::news, "publication_date"))
            last = std::max(last, reader.date(child).value_or(Time{}));
    };
    page.each_child([&](const Element& child) {
        look(child);
        if (child.is(Ns::news, "news")) child.each_child(look);
    });
    return last;
}

/// Of more pages than are read those that changed last stay, in the order of the document.
void keep_newest(Reader& reader, std::vector<Element>& pages) {
    if (pages.size() <= limits::items) return;
    std::vector<std::pair<Time, std::size_t>> order;
    order.reserve(pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) order.emplace_back(last_change(reader, pages[i]), i);
    std::ranges::sort(order, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    order.resize(limits::items);
    std::ranges::sort(order, {}, &std::pair<Time, std::size_t>::second);
    std::vector<Element> newest;
    newest.reserve(order.size());
    for (const auto& [time, place] : order) newest.push_back(pages[place]);
    pages = std::move(newest);
    reader.problems.add_without_place("feed-too-long", "of the pages only those that changed last are read");
}

// ---- sitemapindex

struct IndexEntry {
    std::string url;
    std::optional<Time> updated;
    std::size_t place = 0; ///< in the index
};

/// Those that changed last come first, none being before all; then as the index has them.
bool comes_before(const IndexEntry& a, const IndexEntry& b) {
    return a.updated != b.updated ? a.updated > b.updated : a.place < b.place;
}

constexpr auto entry_rules = std::to_array<FieldRule<IndexEntry>>({
    {Ns::sitemap, "loc", url<&IndexEntry::url>},
    {Ns::sitemap, "lastmod", date<&IndexEntry::updated>},
});

// ---- plain text

constexpr std::size_t longest_line = 8 << 10; ///< bytes of an address

bool is_page_address(std::string_view line) {
    return line.size() <= longest_line && (starts_with_lower(line, "http://") || starts_with_lower(line, "https://")) &&
           line.find_first_of(" \t<>\"") == std::string_view::npos && is_absolute_url(line);
}

/// Takes the first line off the text, without blanks around it.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trim_html_space(line);
}

} // namespace

RawFeed read_sitemap(Reader& reader, const Element& root) {
    RawFeed feed;
    feed.format = reader.format;
    settle_inheritance(reader, root, feed);
    auto pages = pages_of(reader, root);
    keep_newest(reader, pages);
    for (const Element& page : pages) reader.collect(page);
    reader.read_items(feed, read_url);
    return feed;
}

RawFeed read_sitemap_index(Reader& reader, const Element& root) {
    static const ElementTable<IndexEntry> table(entry_rules);
    RawFeed feed;
    feed.format = reader.format;
    settle_inheritance(reader, root, feed);
    std::vector<IndexEntry> entries;
    root.each_child([&](const Element& child) {
        if (!child.is(Ns::sitemap, "sitemap")) return;
        if (entries.size() == limits::sitemaps) {
            reader.problems.add("feed-too-long", child.offset(), "further sitemaps are left out");
            return;
        }
        IndexEntry entry{.place = entries.size()};
        read_children(reader, child, table, entry);
        if (!entry.url.empty()) entries.push_back(std::move(entry));
    });
    std::ranges::sort(entries, comes_before);
    for (IndexEntry& entry : entries) {
        if (!feed.updated) feed.updated = entry.updated;
        reader.room.add(feed.links, Link{.rel = "sitemap", .href = std::move(entry.url)});
    }
    return feed;
}

bool is_text_sitemap(std::string_view text) {
    std::string_view first;
    while (first.empty() && !text.empty()) first = take_line(text);
    return is_page_address(first);
}

RawFeed read_text_sitemap(std::string_view text, const ParseOptions& options, const TakeItem& take) {
    RawFeed feed;
    feed.format = FeedFormat::sitemap;
    Problems problems(text);
    const char* const begin = text.data();
    std::size_t items = 0;
    while (!text.empty()) {
        const auto offset = static_cast<std::size_t>(text.data() - begin);
        const std::string_view line = take_line(text);
        if (line.empty()) continue;
        if (!is_page_address(line)) {
            problems.add("sitemap-line-unreadable", offset, "no address: {:.80}", line);
            continue;
        }
        if (items++ == limits::items) {
            problems.add("feed-too-long", offset, "further items are left out");
            break;
        }
        RawItem item;
        if (!is_seen(options, XXH3_64bits(line.data(), line.size()), "sitemap", item)) {
            item.link = line;
            item.links.push_back({.rel = "alternate", .href = item.link});
        }
        take(feed, std::move(item));
    }
    feed.problems = problems.take();
    return feed;
}

} // namespace arna
